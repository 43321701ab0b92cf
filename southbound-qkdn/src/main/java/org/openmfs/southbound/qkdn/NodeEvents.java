package org.openmfs.southbound.qkdn;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.ReasonCode;

/** What a node's notifications say (ETSI GS QKD 015: sdqkdn_link_down, sdqkdn_link_overloaded and their like). */
final class NodeEvents {
    private NodeEvents() {}

    /** Trouble with a link. */
    record LinkTrouble(UUID link, ReasonCode reason, String text) {}

    /** Empty for a notification that is not about trouble with a link, and for nonsense. */
    static Optional<LinkTrouble> trouble(String event) {
        try {
            JsonObject notification =
                    JsonParser.parseString(event).getAsJsonObject().getAsJsonObject("ietf-restconf:notification");
            Optional<LinkTrouble> down = about(notification, "sdqkdn_link_down", ReasonCode.LINK_DOWN);
            return down.isPresent() ? down : about(notification, "sdqkdn_link_overloaded", ReasonCode.LINK_OVERLOADED);
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException wrong) {
            return Optional.empty();
        }
    }

    private static Optional<LinkTrouble> about(JsonObject notification, String name, ReasonCode reason) {
        JsonObject content = notification.getAsJsonObject("etsi-qkd-sdn-node:" + name);
        if (content == null) {
            return Optional.empty();
        }
        JsonObject link = content.getAsJsonObject("qkd_link");
        UUID id = UUID.fromString(link.get("qkdl_id").getAsString());
        String text = link.has("reason") ? link.get("reason").getAsString() : reason.identity();
        return Optional.of(new LinkTrouble(id, reason, text));
    }
}
