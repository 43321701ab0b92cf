package org.openmfs.southbound.qkdn;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.ReasonCode;

/**
 * What a node's notifications say of trouble with its links (ETSI GS QKD 015: sdqkdn_link_down, sdqkdn_link_overloaded,
 * sdqkdn_link_perf_update). Every other one makes the node be read again, no more.
 */
final class NodeEvents {
    private NodeEvents() {}

    /** Trouble with a link. */
    record LinkTrouble(UUID link, ReasonCode reason, String text) {}

    /** Empty for a notification that is not about trouble with a link, and for nonsense. */
    static Optional<LinkTrouble> trouble(String event) {
        try {
            JsonObject notification =
                    JsonParser.parseString(event).getAsJsonObject().getAsJsonObject("ietf-restconf:notification");
            return about(notification, "sdqkdn_link_down", ReasonCode.LINK_DOWN)
                    .or(() -> about(notification, "sdqkdn_link_overloaded", ReasonCode.LINK_OVERLOADED))
                    .or(() -> aboutErrors(notification));
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException wrong) {
            return Optional.empty();
        }
    }

    /** Trouble only if the errors have become too many. */
    private static Optional<LinkTrouble> aboutErrors(JsonObject notification) {
        return Optional.ofNullable(notification.getAsJsonObject("etsi-qkd-sdn-node:sdqkdn_link_perf_update"))
                .map(update -> update.getAsJsonObject("qkd_link").getAsJsonObject("performance"))
                .filter(performance -> NodePicture.isTooHigh(NodePicture.qber(performance)))
                .flatMap(tooMany -> about(notification, "sdqkdn_link_perf_update", ReasonCode.QBER_TOO_HIGH));
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
