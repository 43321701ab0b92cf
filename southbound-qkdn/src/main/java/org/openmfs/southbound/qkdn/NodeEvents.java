package org.openmfs.southbound.qkdn;

import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;

/**
 * What a node's notifications say of trouble with its links (ETSI GS QKD 015: sdqkdn_link_down, sdqkdn_link_overloaded,
 * sdqkdn_link_perf_update). Every other one makes the node be read again, no more.
 */
final class NodeEvents {
    private static final String MODULE = "etsi-qkd-sdn-node:";

    private NodeEvents() {}

    /** Trouble with a link. */
    record LinkTrouble(UUID link, ReasonCode reason, String text) {}

    /**
     * Empty for a notification that is not about trouble with a link.
     *
     * @throws UnexpectedJson if it is about trouble that cannot be made out, or is no notification at all
     */
    static Optional<LinkTrouble> trouble(JsonNode event) throws UnexpectedJson {
        JsonNode notification = event.member("ietf-restconf:notification").as("the notification");
        Optional<LinkTrouble> down = about(notification, "sdqkdn_link_down", ReasonCode.LINK_DOWN);
        if (down.isPresent()) {
            return down;
        }
        Optional<LinkTrouble> much = about(notification, "sdqkdn_link_overloaded", ReasonCode.LINK_OVERLOADED);
        return much.isPresent() ? much : aboutErrors(notification);
    }

    /** Trouble only if the errors have become too many. */
    private static Optional<LinkTrouble> aboutErrors(JsonNode notification) throws UnexpectedJson {
        Optional<JsonNode> update = notification.find(MODULE + "sdqkdn_link_perf_update");
        if (update.isEmpty()) {
            return Optional.empty();
        }
        JsonNode performance = update.get().member("qkd_link").member("performance");
        return LinkEntry.isTooHigh(LinkEntry.qber(performance, new ArrayList<>()))
                ? about(notification, "sdqkdn_link_perf_update", ReasonCode.QBER_TOO_HIGH)
                : Optional.empty();
    }

    private static Optional<LinkTrouble> about(JsonNode notification, String name, ReasonCode reason)
            throws UnexpectedJson {
        Optional<JsonNode> content = notification.find(MODULE + name);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        JsonNode link = content.get().member("qkd_link");
        UUID id = link.member("qkdl_id").uuid();
        return Optional.of(new LinkTrouble(id, reason, text(link).orElse(reason.word())));
    }

    /** What cannot be said does not keep the trouble itself from being told. */
    private static Optional<String> text(JsonNode link) {
        try {
            return link.findText("reason").map(CleanText::of).filter(said -> !said.isEmpty());
        } catch (UnexpectedJson nonsense) {
            return Optional.empty();
        }
    }
}
