package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.restconf.Datastore;
import org.openmfs.testbed.restconf.NotificationStream;
import org.openmfs.testbed.restconf.RestconfException;
import org.openmfs.testbed.restconf.Schema;
import org.openmfs.testbed.topology.QkdPlan;
import org.openmfs.testbed.web.Json;

/** One SD-QKD node: its configuration as controllers write it (ETSI GS QKD 015 V2.1.1) and what its KME keeps. */
final class SdQkdNode implements Datastore {
    private static final Schema SCHEMA = Schema.resource(SdQkdNode.class, "etsi-qkd-sdn-node.tree");
    private static final String ROOT = "etsi-qkd-sdn-node:qkd_node";
    private final QkdPlan.Node plan;
    private final QkdNetwork network;
    private final NotificationStream stream;
    private final NodeMemory memory;
    private final WaitingKeys waiting = new WaitingKeys();
    private final Map<UUID, AppUsage> usage = new HashMap<>();
    private final Set<Set<String>> announced = new LinkedHashSet<>();
    private JsonObject json;
    private NodeConfig config;

    /** @throws IOException where what was kept of its configuration cannot be read */
    SdQkdNode(QkdPlan.Node plan, QkdNetwork network, NodeMemory memory) throws IOException {
        this.plan = plan;
        this.network = network;
        this.stream = new NotificationStream(network.clock());
        this.memory = memory;
        this.json = memory.recall();
        this.config = NodeConfig.of(json);
        config.apps().forEach(app -> usage(app.id()));
    }

    QkdPlan.Node plan() {
        return plan;
    }

    UUID id() {
        return plan.id();
    }

    NotificationStream stream() {
        return stream;
    }

    NodeConfig configuration() {
        return config;
    }

    WaitingKeys waiting() {
        return waiting;
    }

    AppUsage usage(UUID app) {
        return usage.computeIfAbsent(app, id -> new AppUsage(network.clock()));
    }

    /** True the first time that a pair of SAEs asks for keys that no application entitles them to. */
    boolean announceOnce(Set<String> pair) {
        return announced.add(pair);
    }

    void send(Notices.Notice notice) {
        stream.publish("etsi-qkd-sdn-node:" + notice.name(), notice.content());
    }

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public JsonObject read() {
        synchronized (network) {
            JsonObject copy = json.deepCopy();
            network.fillIn(this, copy);
            return Json.object(ROOT, copy);
        }
    }

    @Override
    public JsonObject config() {
        synchronized (network) {
            return Json.object(ROOT, json.deepCopy());
        }
    }

    @Override
    public void commit(JsonObject candidate) throws RestconfException {
        if (!candidate.has(ROOT)) {
            throw RestconfException.notAllowed("/" + ROOT, "a node cannot be deleted");
        }
        JsonObject node = candidate.getAsJsonObject(ROOT);
        if (!node.get("qkdn_id").getAsString().equals(id().toString())) {
            throw RestconfException.invalid("/" + ROOT + "/qkdn_id", "the id of a node does not change");
        }
        for (JsonObject link : Json.objects(Json.child(node, "qkd_links"), "qkd_link")) {
            requireRightKind(link);
        }
        synchronized (network) {
            keep(node);
            json = node;
            config = NodeConfig.of(node);
            config.apps().forEach(app -> {
                announced.remove(app.members());
                usage(app.id());
            });
            dropGoneApps();
            network.refresh();
        }
    }

    private void keep(JsonObject node) throws RestconfException {
        try {
            memory.keep(node);
        } catch (IOException e) {
            throw RestconfException.of(500, "operation-failed", "", "the node cannot keep this: " + e.getMessage());
        }
    }

    /** Deletes an application as another controller would; false where there is none. */
    boolean deleteApplication(String app) throws RestconfException {
        synchronized (network) {
            JsonObject copy = json.deepCopy();
            JsonObject applications = Json.child(copy, "qkd_applications");
            List<JsonObject> all = Json.objects(applications, "qkd_app");
            List<JsonObject> left = all.stream()
                    .filter(entry -> !entry.get("app_id").getAsString().equals(app))
                    .toList();
            if (left.size() == all.size()) {
                return false;
            }
            if (left.isEmpty()) {
                applications.remove("qkd_app");
            } else {
                applications.add("qkd_app", Json.array(left));
            }
            commit(Json.object(ROOT, copy));
            return true;
        }
    }

    /** Is as it left the factory, and tells nobody: who wants to know has to look. */
    void forget() throws IOException {
        synchronized (network) {
            JsonObject fresh = memory.forget();
            json = fresh;
            config = NodeConfig.of(fresh);
            usage.clear();
            announced.clear();
            network.refresh();
        }
    }

    /** The model's two when-statements: virt_ leaves only in a VIRT link, phys_ leaves only in a PHYS link. */
    private static void requireRightKind(JsonObject link) throws RestconfException {
        String type = Json.text(link, "qkdl_type").orElse("");
        for (String leaf : link.keySet()) {
            boolean wrong = leaf.startsWith("virt_") && !type.equals(Identities.VIRT)
                    || leaf.startsWith("phys_") && !type.equals(Identities.PHYS);
            if (wrong) {
                String place = "/%s/qkd_links/qkd_link[qkdl_id='%s']/%s"
                        .formatted(ROOT, link.get("qkdl_id").getAsString(), leaf);
                throw RestconfException.of(400, "unknown-element", place, "this leaf does not go with the link's type");
            }
        }
    }

    private void dropGoneApps() {
        Set<UUID> gone = new LinkedHashSet<>(usage.keySet());
        config.apps().forEach(app -> gone.remove(app.id()));
        for (UUID app : gone) {
            usage.remove(app);
            send(Notices.applicationDisconnected(app));
        }
    }
}
