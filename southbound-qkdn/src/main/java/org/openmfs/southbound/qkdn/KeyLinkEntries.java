package org.openmfs.southbound.qkdn;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/**
 * The entries that a key link takes in the nodes along its path (ETSI GS QKD 015, qkd_app and qkd_link): an application
 * at both ends and, where nodes lie between, a virtual link in every node.
 *
 * @param backing the physical link under a path of two nodes; unused on longer paths
 */
record KeyLinkEntries(KeyLink link, UUID backing) {
    static UUID applicationId(AssociationId association) {
        return KeyLinkIds.of(association).application();
    }

    static UUID virtualLinkId(AssociationId association) {
        return KeyLinkIds.of(association).virtualLink();
    }

    boolean virtual() {
        return link.path().size() > 2;
    }

    /** The entry of list qkd_app for one end's node. */
    String application(UUID node) {
        JsonObject app = new JsonObject();
        app.addProperty("app_id", applicationId(link.association()).toString());
        app.addProperty("app_type", "etsi-qkd-node-types:CLIENT");
        app.addProperty("server_app_id", link.saeA());
        app.add("client_app_id", array(link.saeZ()));
        JsonObject qos = new JsonObject();
        qos.addProperty("max_bandwidth", link.rates().most());
        qos.addProperty("min_bandwidth", link.rates().least());
        app.add("app_qos", qos);
        app.add("backing_qkdl_id", array((virtual() ? virtualLinkId(link.association()) : backing).toString()));
        app.addProperty("local_qkdn_id", node.toString());
        app.addProperty("remote_qkdn_id", other(node).toString());
        return wrapped("etsi-qkd-sdn-node:qkd_app", app);
    }

    /** The entry of list qkd_link for a node on the path. */
    String virtualLink(UUID node) {
        List<UUID> path = link.path();
        int at = path.indexOf(node);
        JsonObject entry = new JsonObject();
        entry.addProperty("qkdl_id", virtualLinkId(link.association()).toString());
        entry.addProperty("qkdl_enable", true);
        entry.addProperty("qkdl_type", "etsi-qkd-node-types:VIRT");
        boolean last = at == path.size() - 1;
        entry.add("qkdl_local", end(last ? path.getLast() : path.getFirst()));
        entry.add("qkdl_remote", end(last ? path.getFirst() : path.getLast()));
        if (at > 0) {
            entry.addProperty("virt_prev_hop", path.get(at - 1).toString());
        }
        if (!last) {
            entry.add("virt_next_hop", array(path.get(at + 1).toString()));
        }
        entry.addProperty("virt_bandwidth", link.rates().least());
        return wrapped("etsi-qkd-sdn-node:qkd_link", entry);
    }

    private UUID other(UUID node) {
        return node.equals(link.path().getFirst())
                ? link.path().getLast()
                : link.path().getFirst();
    }

    private static JsonObject end(UUID node) {
        JsonObject end = new JsonObject();
        end.addProperty("qkdn_id", node.toString());
        return end;
    }

    private static JsonArray array(String item) {
        JsonArray array = new JsonArray();
        array.add(item);
        return array;
    }

    private static String wrapped(String name, JsonObject entry) {
        JsonArray entries = new JsonArray();
        entries.add(entry);
        JsonObject body = new JsonObject();
        body.add(name, entries);
        return body.toString();
    }
}
