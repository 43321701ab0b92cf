package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.testbed.kept.KeptPorts;
import org.openmfs.testbed.part.Part;
import org.openmfs.testbed.part.PartSetup;
import org.openmfs.testbed.restconf.RestconfEndpoint;
import org.openmfs.testbed.restconf.SelfDescription;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.ControlDesk;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.WebServer;

/** A running QKD network: for each node an ETSI 014 door and an ETSI 015 door, and one door for run-time control. */
public final class QkdPart implements Part {
    private static final SelfDescription MODULES = new SelfDescription(List.of(
            new SelfDescription.Module("etsi-qkd-sdn-node", "2022-01-30", "urn:etsi:qkd:yang:etsi-qkd-node"),
            new SelfDescription.Module("etsi-qkd-node-types", "2022-01-30", "urn:etsi:qkd:yang:etsi-qkd-node-types")));
    private final WebServer web;
    private final Map<String, FaultyKme> kmes = new LinkedHashMap<>();
    private final JsonObject description;

    private QkdPart(QkdPlan plan, PartSetup setup) throws IOException {
        this.web = new WebServer("qkd", new KeptPorts(setup.kept(), "qkd"));
        QkdNetwork network = new QkdNetwork(plan, setup);
        List<JsonObject> nodes = new ArrayList<>();
        for (SdQkdNode node : network.nodes()) {
            nodes.add(open(node, network, setup));
        }
        WebServer.Door control = web.open("QKD control", setup.controlAddress(plan.controlPort()), Optional.empty());
        control.serve(new ControlDesk(new QkdControls(network, kmes)).guardedBy(setup.control()));
        description = Json.object(
                "control",
                control.url(),
                "sae-id-source",
                plan.saeIdSource() == QkdPlan.SaeIdSource.CN ? "cn" : "san-uri",
                "nodes",
                nodes,
                "links",
                plan.links().stream().map(QkdPart::describe).toList());
    }

    /** @throws IOException naming an address that cannot be bound */
    public static QkdPart start(QkdPlan plan, PartSetup setup) throws IOException {
        QkdPart part = new QkdPart(plan, setup);
        part.web.start();
        return part;
    }

    /** Whom the certificates of the network's servers must name, by server. */
    public static Map<String, Names> servers(QkdPlan plan, String bind) {
        Map<String, Names> servers = new LinkedHashMap<>();
        List<String> hosts = List.of(bind, "localhost");
        for (QkdPlan.Node node : plan.nodes()) {
            servers.put(kme(node), new Names(node.kmeId(), List.of("urn:mfs:kme:" + node.kmeId()), hosts));
            servers.put(sdNode(node), new Names("qkdn-" + node.name(), List.of("urn:uuid:" + node.id()), hosts));
        }
        return servers;
    }

    private static String kme(QkdPlan.Node node) {
        return "KME of node " + node.name();
    }

    private static String sdNode(QkdPlan.Node node) {
        return "SD-QKD node " + node.name();
    }

    private JsonObject open(SdQkdNode node, QkdNetwork network, PartSetup setup) throws IOException {
        QkdPlan.Node plan = node.plan();
        SaeDirectory saes = new SaeDirectory(network.plan());
        FaultyKme kme = new FaultyKme(new KmeEndpoint(
                node, new KeyDelivery(network, saes), saes, network.plan().keys()));
        WebServer.Door keys =
                web.open(kme(plan), setup.address(plan.kmePort()), Optional.of(setup.tls(kme(plan), true)));
        keys.serve(kme);
        WebServer.Door restconf =
                web.open(sdNode(plan), setup.address(plan.restconfPort()), Optional.of(setup.tls(sdNode(plan), false)));
        restconf.serve(new RestconfEndpoint(node, node.stream(), MODULES).guardedBy(setup.restconf()));
        kmes.put(plan.name(), kme);
        web.endFirst(kme::behave);
        web.endFirst(node.stream()::close);
        return Json.object(
                "name", plan.name(),
                "id", plan.id(),
                "kme-id", plan.kmeId(),
                "location", plan.location(),
                "kme", keys.url(),
                "restconf", restconf.url() + "/restconf");
    }

    private static JsonObject describe(QkdPlan.Link link) {
        return Json.object("name", link.name(), "id", link.id(), "a", link.a(), "b", link.b());
    }

    @Override
    public JsonObject description() {
        return description;
    }

    @Override
    public void close() {
        web.close();
    }
}
