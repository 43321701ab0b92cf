package org.openmfs.testbed.qkd;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/** Which notifications of ETSI GS QKD 015 a node sends when its links change from one state to another. */
final class Notices {

    /** One YANG notification of module etsi-qkd-sdn-node. */
    record Notice(String name, JsonObject content) {}

    private Notices() {}

    static List<Notice> between(Map<UUID, LinkState> before, Map<UUID, LinkState> after) {
        List<Notice> notices = new ArrayList<>();
        after.forEach((id, now) -> {
            if (before.containsKey(id)) {
                compare(id, before.get(id), now, notices);
            }
        });
        return notices;
    }

    private static void compare(UUID id, LinkState before, LinkState now, List<Notice> notices) {
        if (now.status() != before.status()) {
            notices.add(statusChange(id, before, now));
        }
        if (!now.performsAs(before)) {
            notices.add(link("sdqkdn_link_perf_update", id, "performance", performance(now, now.isPhysical())));
        }
        if (now.isNoisy() && !before.isNoisy()) {
            String message = String.format(Locale.ROOT, "QBER is %.3f %%", now.qberPercent());
            String severity = now.qberPercent() >= QuantumLink.QBER_ABORT_PERCENT ? "MAJOR" : "MINOR";
            notices.add(about("alarm", id, now, message, severity));
        }
        if (now.isOverloaded() && !before.isOverloaded()) {
            notices.add(link("sdqkdn_link_overloaded", id, "performance", performance(now, false)));
        }
    }

    private static Notice statusChange(UUID id, LinkState before, LinkState now) {
        if (before.status() == LinkState.Status.ACTIVE && !now.fault().isEmpty()) {
            return link("sdqkdn_link_down", id, "reason", now.fault());
        }
        boolean emptied = now.status() == LinkState.Status.OFF && !now.fault().isEmpty();
        return emptied
                ? about("alarm", id, now, "no stored keys are left", "MAJOR")
                : about("event", id, now, "the link is now " + now.status(), "MINOR");
    }

    private static Notice link(String name, UUID id, String member, Object value) {
        return new Notice(name, Json.object("qkd_link", Json.object("qkdl_id", id, member, value)));
    }

    private static Notice about(String name, UUID id, LinkState now, String message, String severity) {
        JsonObject link = Json.object(
                "qkdl_id",
                id,
                "qkdl_status",
                Identities.of(now.status().name()),
                "message",
                message,
                "severity",
                Identities.of(severity));
        return new Notice(name, Json.object("link", link));
    }

    /** The performance of a link as the module's groupings write it. */
    static JsonObject performance(LinkState state, boolean withQuality) {
        JsonObject json =
                Json.object("expected_consumption", state.expected(), "skr", state.skr(), "eskr", state.eskr());
        if (withQuality) {
            json.add(
                    "phys_perf",
                    Json.array(List.of(quality("QBER", state.qberPercent()), quality("SNR", state.snrDb()))));
        }
        return json;
    }

    private static JsonObject quality(String type, double value) {
        return Json.object("perf_type", Identities.of(type), "value", String.format(Locale.ROOT, "%.3f", value));
    }

    /** An application asks for keys that no controller has registered yet (sdqkdn_application_new). */
    static Notice applicationNew(UUID node, String server, String client) {
        JsonObject application = Json.object(
                "app_type",
                Identities.of("CLIENT"),
                "server_app_id",
                server,
                "client_app_id",
                List.of(client),
                "app_priority",
                0,
                "local_qkdn_id",
                node);
        return new Notice("sdqkdn_application_new", Json.object("qkd_application", application));
    }

    /** An application is no longer registered. */
    static Notice applicationDisconnected(UUID app) {
        return new Notice(
                "sdqkdn_application_disconnected", Json.object("qkd_application", Json.object("app_id", app)));
    }
}
