package org.openmfs.southbound.apn.tapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.OpticalNetworkPlugin.OpticalPath;

/**
 * A TAPI connectivity service (tapi-connectivity 2.4), as far as we ask for it and look at it.
 *
 * @param service the service that it is for; empty where another client of the APN-C made it
 * @param installed lifecycle-state INSTALLED
 * @param up operational-state ENABLED
 */
record ConnectivityService(UUID uuid, Optional<ServiceId> service, boolean installed, boolean up) {
    private static final String OURS = "openmfs-service";

    /** Derived from the service's name, so that a request made again names the same thing. */
    static UUID uuidOf(ServiceId service) {
        return UUID.nameUUIDFromBytes(("openmfs/optical/" + service).getBytes(StandardCharsets.UTF_8));
    }

    /** The body that creates it. */
    static String request(OpticalPath path) {
        JsonObject service = new JsonObject();
        service.addProperty("uuid", uuidOf(path.service()).toString());
        service.add("name", list(name(path.service().value())));
        service.addProperty("layer-protocol-name", "PHOTONIC_MEDIA");
        service.addProperty("direction", "BIDIRECTIONAL");
        service.addProperty("administrative-state", "UNLOCKED");
        service.add("end-point", list(endPoint("a", path.a()), endPoint("z", path.z())));
        JsonObject size = new JsonObject();
        size.addProperty("value", String.valueOf(path.capacity()));
        size.addProperty("unit", "tapi-common:CAPACITY_UNIT_GBPS");
        JsonObject constraint = new JsonObject();
        constraint.addProperty("service-type", "POINT_TO_POINT_CONNECTIVITY");
        constraint.add("requested-capacity", object("total-size", size));
        service.add("connectivity-constraint", constraint);
        return object("tapi-connectivity:connectivity-service", list(service)).toString();
    }

    private static JsonObject name(String service) {
        JsonObject name = new JsonObject();
        name.addProperty("value-name", OURS);
        name.addProperty("value", service);
        return name;
    }

    private static JsonObject endPoint(String id, UUID port) {
        JsonObject end = new JsonObject();
        end.addProperty("local-id", id);
        end.addProperty("layer-protocol-name", "PHOTONIC_MEDIA");
        end.addProperty("direction", "BIDIRECTIONAL");
        JsonObject reference = new JsonObject();
        reference.addProperty("service-interface-point-uuid", port.toString());
        end.add("service-interface-point", reference);
        return end;
    }

    private static JsonArray list(JsonObject... items) {
        JsonArray list = new JsonArray();
        List.of(items).forEach(list::add);
        return list;
    }

    private static JsonObject object(String name, JsonElement value) {
        JsonObject object = new JsonObject();
        object.add(name, value);
        return object;
    }

    /**
     * All connectivity services in the text of a connectivity-context, or of one entry of the list.
     *
     * @throws IllegalArgumentException if it is not JSON of the model
     */
    static List<ConnectivityService> parse(String json) {
        try {
            JsonObject root = JsonParser.parseString(json).getAsJsonObject();
            JsonElement context = root.get("tapi-connectivity:connectivity-context");
            JsonElement services = context == null
                    ? root.get("tapi-connectivity:connectivity-service")
                    : context.getAsJsonObject().get("connectivity-service");
            return services == null
                    ? List.of()
                    : services.getAsJsonArray().asList().stream()
                            .map(entry -> one(entry.getAsJsonObject()))
                            .toList();
        } catch (JsonParseException | IllegalStateException | ClassCastException | NullPointerException wrong) {
            throw new IllegalArgumentException("connectivity-service is not JSON of tapi-connectivity", wrong);
        }
    }

    private static ConnectivityService one(JsonObject entry) {
        return new ConnectivityService(
                UUID.fromString(entry.get("uuid").getAsString()),
                ours(entry),
                "INSTALLED".equals(text(entry, "lifecycle-state")),
                "ENABLED".equals(text(entry, "operational-state")));
    }

    private static Optional<ServiceId> ours(JsonObject entry) {
        if (!entry.has("name")) {
            return Optional.empty();
        }
        return entry.getAsJsonArray("name").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(name -> OURS.equals(text(name, "value-name")))
                .map(name -> new ServiceId(text(name, "value")))
                .findFirst();
    }

    private static String text(JsonObject parent, String name) {
        return parent.has(name) ? parent.get(name).getAsString() : "";
    }
}
