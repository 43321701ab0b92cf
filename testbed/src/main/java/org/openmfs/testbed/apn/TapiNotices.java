package org.openmfs.testbed.apn;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.openmfs.testbed.restconf.NotificationStream;
import org.openmfs.testbed.web.Json;

/**
 * Tells clients what became of services. TAPI 2.4.1 has two notifications for this, and clients know one or the other, so both
 * are sent: {@code event-notification} with the object in it, and the older {@code notification} with the changed attributes.
 */
final class TapiNotices {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.S'Z'").withZone(ZoneOffset.UTC);
    private final NotificationStream stream;
    private final InstantSource clock;
    private long sequence;

    TapiNotices(NotificationStream stream, InstantSource clock) {
        this.stream = stream;
        this.clock = clock;
    }

    /** One attribute before and after. */
    record Change(String attribute, String before, String after) {}

    void created(UUID id, JsonObject service) {
        send("OBJECT_CREATION", id, service, List.of());
    }

    void deleted(UUID id, JsonObject service) {
        send("OBJECT_DELETION", id, service, List.of());
    }

    void changed(UUID id, JsonObject service, List<Change> changes) {
        send("ATTRIBUTE_VALUE_CHANGE", id, service, changes);
    }

    private void send(String type, UUID id, JsonObject service, List<Change> changes) {
        JsonObject event = common(id, service);
        event.addProperty("event-notification-type", "tapi-notification:NOTIFICATION_TYPE_" + type);
        event.addProperty(
                "target-object-dri",
                "/tapi-common:context/tapi-connectivity:connectivity-context/connectivity-service=" + id);
        if (!changes.isEmpty()) {
            String text = String.join(
                    ", ",
                    changes.stream().map(c -> c.attribute() + "=" + c.after()).toList());
            event.add("attribute-value-change", Json.object("changed-attributes", text));
        }
        event.add("tapi-connectivity:connectivity-service", service);
        stream.publish("tapi-notification:event-notification", event);

        JsonObject older = common(id, service);
        older.addProperty("notification-type", "tapi-notification:NOTIFICATION_TYPE_" + type);
        if (!changes.isEmpty()) {
            older.add(
                    "changed-attributes",
                    Json.array(changes.stream().map(TapiNotices::change).toList()));
        }
        stream.publish("tapi-notification:notification", older);
    }

    private JsonObject common(UUID id, JsonObject service) {
        JsonArray names = service.has("name") ? service.getAsJsonArray("name") : TapiNames.named(id.toString());
        return Json.object(
                "uuid",
                UUID.randomUUID(),
                "target-object-type",
                "tapi-connectivity:CONNECTIVITY_OBJECT_TYPE_CONNECTIVITY_SERVICE",
                "target-object-identifier",
                id,
                "target-object-name",
                names,
                "event-time-stamp",
                TIME.format(clock.instant()),
                "sequence-number",
                String.valueOf(++sequence),
                "source-indicator",
                "RESOURCE_OPERATION",
                "layer-protocol-name",
                Json.text(service, "layer-protocol-name").orElse("PHOTONIC_MEDIA"));
    }

    private static JsonObject change(Change change) {
        return Json.object("value-name", change.attribute(), "old-value", change.before(), "new-value", change.after());
    }
}
