package org.openmfs.testbed.apn;

import com.google.gson.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/** Ids and names of things that TAPI has and a topology file does not name; always the same for the same thing. */
final class TapiNames {
    static final UUID CONTEXT = uuid("context");
    static final UUID TOPOLOGY = uuid("topology");

    private TapiNames() {}

    static UUID nodeEdgePoint(String node, UUID linkOrSip) {
        return uuid("nep:" + node + ":" + linkOrSip);
    }

    static UUID connection(UUID service) {
        return uuid("connection:" + service);
    }

    static UUID connectionEndPoint(UUID service, UUID nodeEdgePoint) {
        return uuid("cep:" + service + ":" + nodeEdgePoint);
    }

    /** A TAPI name list with one name. */
    static JsonArray named(String name) {
        return Json.array(List.of(Json.object("value-name", "name", "value", name)));
    }

    private static UUID uuid(String thing) {
        return UUID.nameUUIDFromBytes(("openmfs-testbed:tapi:" + thing).getBytes(StandardCharsets.UTF_8));
    }
}
