package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.openmfs.testbed.topology.ApnPlan;
import org.openmfs.testbed.web.Json;

/** The state of an optical network as TAPI 2.4.1 writes it. */
final class TapiDocument {
    private static final String LAYER = "PHOTONIC_MEDIA";
    private final ApnPlan plan;
    private final List<Fibre> fibres;
    private final Collection<OpticalService> services;

    TapiDocument(ApnPlan plan, List<Fibre> fibres, Collection<OpticalService> services) {
        this.plan = plan;
        this.fibres = fibres;
        this.services = services;
    }

    /** The whole {@code tapi-common:context}. */
    JsonObject context() {
        return Json.object(
                "uuid", TapiNames.CONTEXT,
                "name", TapiNames.named("OpenMFS testbed APN-C"),
                "service-interface-point", plan.sips().stream().map(this::sip).toList(),
                "tapi-topology:topology-context", Json.object("topology", List.of(topology())),
                "tapi-connectivity:connectivity-context", connectivity());
    }

    private JsonObject sip(ApnPlan.Sip sip) {
        double used = services.stream()
                .filter(service ->
                        OpticalService.sips(service.request()).contains(sip.id().toString()))
                .mapToDouble(OpticalService::gigabits)
                .sum();
        JsonObject json = Json.object(
                "uuid", sip.id(),
                "name", TapiNames.named(sip.name()),
                "layer-protocol-name", LAYER,
                "direction", "BIDIRECTIONAL",
                "supported-cep-layer-protocol-qualifier-instances",
                        List.of(Json.object(
                                "layer-protocol-qualifier", "tapi-common:LAYER_PROTOCOL_QUALIFIER_UNSPECIFIED")),
                "total-potential-capacity", capacity(sip.capacityGbps()),
                "available-capacity", capacity(sip.capacityGbps() - used));
        return states(json, true);
    }

    private static JsonObject capacity(double gigabits) {
        String value = String.format(Locale.ROOT, "%.3f", gigabits);
        return Json.object("total-size", Json.object("value", value, "unit", "tapi-common:CAPACITY_UNIT_GBPS"));
    }

    private static JsonObject states(JsonObject json, boolean up) {
        json.addProperty("administrative-state", "UNLOCKED");
        json.addProperty("operational-state", up ? "ENABLED" : "DISABLED");
        json.addProperty("lifecycle-state", "INSTALLED");
        return json;
    }

    private JsonObject topology() {
        return Json.object(
                "uuid", TapiNames.TOPOLOGY,
                "name", TapiNames.named("APN"),
                "layer-protocol-name", List.of(LAYER),
                "node", plan.nodes().stream().map(this::node).toList(),
                "link", fibres.stream().map(this::link).toList());
    }

    private JsonObject node(ApnPlan.Node node) {
        List<JsonObject> points = new ArrayList<>();
        fibres.stream()
                .filter(fibre -> fibre.touches(node.name()))
                .forEach(fibre ->
                        points.add(edgePoint(node, fibre.id(), fibre.plan().name())));
        plan.sips().stream().filter(sip -> sip.node().equals(node.name())).forEach(sip -> {
            JsonObject point = edgePoint(node, sip.id(), sip.name());
            point.add(
                    "mapped-service-interface-point",
                    Json.array(List.of(Json.object("service-interface-point-uuid", sip.id()))));
            points.add(point);
        });
        JsonObject json = Json.object(
                "uuid", node.id(),
                "name", TapiNames.named(node.name()),
                "layer-protocol-name", List.of(LAYER),
                "owned-node-edge-point", points);
        return states(json, true);
    }

    private JsonObject edgePoint(ApnPlan.Node node, UUID linkOrSip, String name) {
        UUID id = TapiNames.nodeEdgePoint(node.name(), linkOrSip);
        JsonObject json = Json.object(
                "uuid",
                id,
                "name",
                TapiNames.named(node.name() + "/" + name),
                "layer-protocol-name",
                LAYER,
                "direction",
                "BIDIRECTIONAL",
                "link-port-role",
                "SYMMETRIC");
        List<JsonObject> ends = services.stream()
                .filter(OpticalService::isInstalled)
                .filter(service -> points(service).contains(new Point(node.id(), id)))
                .map(service -> connectionEndPoint(service, id))
                .toList();
        if (!ends.isEmpty()) {
            json.add("tapi-connectivity:cep-list", Json.object("connection-end-point", ends));
        }
        return states(json, true);
    }

    private static JsonObject connectionEndPoint(OpticalService service, UUID edgePoint) {
        return Json.object(
                "uuid", TapiNames.connectionEndPoint(service.id(), edgePoint),
                "layer-protocol-name", service.layer(),
                "direction", "BIDIRECTIONAL",
                "connection-port-role", "SYMMETRIC",
                "operational-state", service.operationalState(),
                "lifecycle-state", service.lifecycleState());
    }

    private JsonObject link(Fibre fibre) {
        double used = services.stream()
                .filter(service -> service.route().fibres().contains(fibre))
                .mapToDouble(OpticalService::gigabits)
                .sum();
        JsonObject json = Json.object(
                "uuid", fibre.id(),
                "name", TapiNames.named(fibre.plan().name()),
                "layer-protocol-name", List.of(LAYER),
                "direction", "BIDIRECTIONAL",
                "node-edge-point",
                        List.of(
                                end(fibre, fibre.plan().a()),
                                end(fibre, fibre.plan().b())),
                "total-potential-capacity", capacity(fibre.plan().capacityGbps()),
                "available-capacity", capacity(fibre.plan().capacityGbps() - used),
                "latency-characteristic",
                        List.of(Json.object(
                                "traffic-property-name",
                                "fixed latency in ms",
                                "fixed-latency-characteristic",
                                String.format(Locale.ROOT, "%.3f", fibre.plan().latencyMicros() / 1000.0))));
        if (!fibre.plan().risks().isEmpty()) {
            json.add(
                    "risk-characteristic",
                    Json.array(List.of(Json.object(
                            "risk-characteristic-name",
                            "srlg",
                            "risk-identifier-list",
                            fibre.plan().risks()))));
        }
        return states(json, fibre.isUp());
    }

    private JsonObject end(Fibre fibre, String node) {
        return Json.object(
                "topology-uuid", TapiNames.TOPOLOGY,
                "node-uuid", nodeId(node),
                "node-edge-point-uuid", TapiNames.nodeEdgePoint(node, fibre.id()));
    }

    private UUID nodeId(String name) {
        return plan.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findAny()
                .orElseThrow()
                .id();
    }

    private JsonObject connectivity() {
        JsonObject json = new JsonObject();
        if (!services.isEmpty()) {
            json.add(
                    "connectivity-service",
                    Json.array(services.stream().map(this::service).toList()));
        }
        List<JsonObject> connections = services.stream()
                .filter(OpticalService::isInstalled)
                .map(this::connection)
                .toList();
        if (!connections.isEmpty()) {
            json.add("connection", Json.array(connections));
        }
        return json;
    }

    /** One connectivity-service: the request with its state. */
    JsonObject service(OpticalService service) {
        JsonObject json = service.request().deepCopy();
        json.addProperty("operational-state", service.operationalState());
        json.addProperty("lifecycle-state", service.lifecycleState());
        if (service.isInstalled()) {
            json.add(
                    "connection",
                    Json.array(List.of(Json.object("connection-uuid", TapiNames.connection(service.id())))));
        }
        return json;
    }

    private JsonObject connection(OpticalService service) {
        List<JsonObject> points = points(service).stream()
                .map(point -> Json.object(
                        "topology-uuid", TapiNames.TOPOLOGY,
                        "node-uuid", point.node(),
                        "node-edge-point-uuid", point.edgePoint(),
                        "connection-end-point-uuid", TapiNames.connectionEndPoint(service.id(), point.edgePoint())))
                .toList();
        return Json.object(
                "uuid", TapiNames.connection(service.id()),
                "layer-protocol-name", service.layer(),
                "direction", "BIDIRECTIONAL",
                "connection-end-point", List.of(points.getFirst(), points.getLast()),
                "route", List.of(Json.object("local-id", "1", "connection-end-point", points)),
                "operational-state", service.operationalState(),
                "lifecycle-state", service.lifecycleState());
    }

    private record Point(UUID node, UUID edgePoint) {}

    /** The edge points on a service's way: in from its first SIP, over each fibre, out at its last SIP. */
    private List<Point> points(OpticalService service) {
        List<String> sips = OpticalService.sips(service.request());
        List<String> nodes = service.route().nodes();
        List<Point> points = new ArrayList<>();
        points.add(point(nodes.getFirst(), UUID.fromString(sips.getFirst())));
        for (int i = 0; i < service.route().fibres().size(); i++) {
            UUID fibre = service.route().fibres().get(i).id();
            points.add(point(nodes.get(i), fibre));
            points.add(point(nodes.get(i + 1), fibre));
        }
        points.add(point(nodes.getLast(), UUID.fromString(sips.getLast())));
        return points;
    }

    private Point point(String node, UUID linkOrSip) {
        return new Point(nodeId(node), TapiNames.nodeEdgePoint(node, linkOrSip));
    }
}
