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
import org.openmfs.testbed.part.Renewals;
import org.openmfs.testbed.part.ServerWish;
import org.openmfs.testbed.restconf.RestconfEndpoint;
import org.openmfs.testbed.restconf.SelfDescription;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.topology.Access;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.topology.Words;
import org.openmfs.testbed.web.BelowPath;
import org.openmfs.testbed.web.ControlDesk;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.WebServer;

/** A running QKD network: for each node an ETSI 014 door and an ETSI 015 door, and one door for run-time control. */
public final class QkdPart implements Part {
    private static final SelfDescription MODULES = new SelfDescription(List.of(
            new SelfDescription.Module("etsi-qkd-sdn-node", "2022-01-30", "urn:etsi:qkd:yang:etsi-qkd-node"),
            new SelfDescription.Module("etsi-qkd-node-types", "2022-01-30", "urn:etsi:qkd:yang:etsi-qkd-node-types")));
    private static final String CONTROL = "QKD control";
    private final PartSetup setup;
    private final WebServer web;
    private final QkdNetwork network;
    private final Renewals renewals;
    private final Map<String, FaultyKme> kmes = new LinkedHashMap<>();
    private final JsonObject description;

    private QkdPart(QkdPlan plan, PartSetup setup) throws IOException {
        this.setup = setup;
        this.web = new WebServer("qkd", new KeptPorts(setup.kept(), "qkd"));
        this.network = new QkdNetwork(plan, setup);
        this.renewals =
                new Renewals(setup.issuer(), servers(plan, setup.listening().hosts()));
        List<JsonObject> nodes = new ArrayList<>();
        for (SdQkdNode node : network.nodes()) {
            nodes.add(open(node));
        }
        WebServer.Door control = web.open(CONTROL, setup.controlAddress(plan.controlPort()), Optional.empty());
        control.serve(new ControlDesk(new QkdControls(network, kmes, renewals)).guardedBy(setup.control()));
        description = Json.object(
                "control",
                control.url(),
                "sae-id-source",
                Words.word(plan.saeIdSource()),
                "access",
                Words.word(plan.access()),
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

    /** What the certificates of the network's servers shall be like, by server. */
    public static Map<String, ServerWish> servers(QkdPlan plan, List<String> hosts) {
        Map<String, ServerWish> servers = new LinkedHashMap<>();
        for (QkdPlan.Node node : plan.nodes()) {
            String kme = node.kme().id();
            servers.put(
                    kme(node.name()),
                    new ServerWish(
                            new Names(kme, List.of("urn:mfs:kme:" + kme), hosts),
                            node.kme().certificate()));
            servers.put(
                    sdNode(node.name()),
                    new ServerWish(
                            new Names("qkdn-" + node.name(), List.of("urn:uuid:" + node.id()), hosts),
                            node.control().certificate()));
        }
        return servers;
    }

    /** Where its servers listen. */
    public static List<WebServer.Place> doors(QkdPlan plan, String bind) {
        List<WebServer.Place> doors = new ArrayList<>();
        for (QkdPlan.Node node : plan.nodes()) {
            doors.add(WebServer.Place.of(kme(node.name()), bind, node.kme().port()));
            doors.add(
                    WebServer.Place.of(sdNode(node.name()), bind, node.control().port()));
        }
        doors.add(WebServer.Place.of(CONTROL, PartSetup.CONTROL_HOST, plan.controlPort()));
        return doors;
    }

    static String kme(String node) {
        return "KME of node " + node;
    }

    static String sdNode(String node) {
        return "SD-QKD node " + node;
    }

    private JsonObject open(SdQkdNode node) throws IOException {
        QkdPlan.Node plan = node.plan();
        JsonObject json = Json.object(
                "name", plan.name(),
                "id", plan.id(),
                "kme-id", plan.kme().id(),
                "location", plan.location(),
                "kme", openKme(node).url() + plan.kme().path(),
                "restconf", openManager(node).url() + "/restconf");
        renewals.describe(kme(plan.name()), "kme-").asMap().forEach(json::add);
        renewals.describe(sdNode(plan.name()), "restconf-").asMap().forEach(json::add);
        return json;
    }

    private WebServer.Door openKme(SdQkdNode node) throws IOException {
        QkdPlan.Node plan = node.plan();
        SaeDirectory saes = new SaeDirectory(network.plan());
        FaultyKme kme = new FaultyKme(new KmeEndpoint(
                node, new KeyDelivery(network, saes), saes, network.plan().keys()));
        String name = kme(plan.name());
        WebServer.Door door = web.open(name, setup.address(plan.kme().port()), Optional.of(setup.tls(name, true)));
        door.serve(new BelowPath(plan.kme().path(), kme));
        renewals.add(name, door);
        kmes.put(plan.name(), kme);
        web.endFirst(kme::behave);
        return door;
    }

    private WebServer.Door openManager(SdQkdNode node) throws IOException {
        Access access = network.plan().access();
        String name = sdNode(node.plan().name());
        WebServer.Door door = web.open(
                name,
                setup.address(node.plan().control().port()),
                Optional.of(setup.tls(name, access == Access.CLIENT_CERTIFICATE)));
        door.serve(setup.guarded(access, new RestconfEndpoint(node, node.stream(), MODULES)));
        renewals.add(name, door);
        web.endFirst(node.stream()::close);
        return door;
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
