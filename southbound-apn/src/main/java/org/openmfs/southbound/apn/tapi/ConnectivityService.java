package org.openmfs.southbound.apn.tapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;

/**
 * A TAPI connectivity service (tapi-connectivity 2.4) of ours, as far as we ask for it and look at it.
 *
 * @param uuid as the APN-C names it; empty where it names it in no such form
 * @param association that it is for
 * @param life as its lifecycle-state says
 * @param up operational-state ENABLED
 * @param ports that it joins
 * @param capacity that was asked for, Gbit/s; empty where it is given in no such unit
 */
record ConnectivityService(
        Optional<UUID> uuid,
        AssociationId association,
        Life life,
        boolean up,
        Set<UUID> ports,
        Optional<BigDecimal> capacity) {
    /** What is being removed is there as little as what is gone. */
    enum Life {
        COMING,
        INSTALLED,
        LEAVING
    }

    static final String OURS = "openmfs-service";
    static final String GBPS = "CAPACITY_UNIT_GBPS";

    ConnectivityService {
        ports = Set.copyOf(ports);
    }

    OpticalPathStatus status() {
        return switch (life) {
            case COMING -> new OpticalPathStatus(LightPathState.PENDING, ports, capacity);
            case INSTALLED -> new OpticalPathStatus(up ? LightPathState.UP : LightPathState.DOWN, ports, capacity);
            case LEAVING -> OpticalPathStatus.MISSING;
        };
    }

    boolean isLeaving() {
        return life == Life.LEAVING;
    }

    /** Whether it is, or is going to be, what this path asks for. */
    boolean provides(OpticalPath path) {
        return status().provides(path);
    }

    /** Derived from the association's name, so that a request made again names the same thing. */
    static UUID uuidOf(AssociationId association) {
        return UUID.nameUUIDFromBytes(("openmfs/optical/" + association).getBytes(StandardCharsets.UTF_8));
    }

    /** The body that creates it as a resource. */
    static String request(OpticalPath path) {
        return object("tapi-connectivity:connectivity-service", list(asked(path)))
                .toString();
    }

    /** The body that asks the operation create-connectivity-service for it, where its state has another name. */
    static String operationInput(OpticalPath path) {
        JsonObject input = asked(path);
        input.add("state", input.remove("administrative-state"));
        input.remove("direction");
        return object("tapi-connectivity:input", input).toString();
    }

    private static JsonObject asked(OpticalPath path) {
        JsonObject service = new JsonObject();
        service.addProperty("uuid", uuidOf(path.association()).toString());
        service.add("name", list(name(path.association().value())));
        service.addProperty("layer-protocol-name", "PHOTONIC_MEDIA");
        service.addProperty("direction", "BIDIRECTIONAL");
        service.addProperty("administrative-state", "UNLOCKED");
        service.add("end-point", list(endPoint("a", path.a()), endPoint("z", path.z())));
        JsonObject size = new JsonObject();
        size.addProperty("value", String.valueOf(path.capacity()));
        size.addProperty("unit", "tapi-common:" + GBPS);
        JsonObject constraint = new JsonObject();
        constraint.addProperty("service-type", "POINT_TO_POINT_CONNECTIVITY");
        constraint.add("requested-capacity", object("total-size", size));
        service.add("connectivity-constraint", constraint);
        return service;
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
}
