package org.openmfs.testbed.apn;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openmfs.testbed.restconf.RestconfException;
import org.openmfs.testbed.topology.ApnPlan;
import org.openmfs.testbed.web.Call;
import org.openmfs.testbed.web.Endpoint;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.Reply;

/** An APN-C that has not every way to create a service, or chooses the ids of services itself: what real ones differ in. */
final class TapiCreation implements Endpoint {
    private static final String CONTEXT = "/restconf/data/tapi-common:context/tapi-connectivity:connectivity-context";
    private static final String SERVICE = "tapi-connectivity:connectivity-service";
    private static final String OPERATIONS = "/restconf/operations/tapi-connectivity:";
    private static final String CREATED = "Location";
    private final ApnPlan.Creation creation;
    private final Endpoint restconf;

    TapiCreation(ApnPlan.Creation creation, Endpoint restconf) {
        this.creation = creation;
        this.restconf = restconf;
    }

    @Override
    public Reply handle(Call call) {
        boolean services = call.path().startsWith(CONTEXT);
        boolean rpc = call.path().startsWith(OPERATIONS) && call.method().equals("POST");
        try {
            return switch (creation.way()) {
                case PUT -> services && call.method().equals("POST") ? post(call) : restconf.handle(call);
                case POST -> {
                    refuse(services && call.method().equals("PUT"), call);
                    yield services && call.method().equals("POST") ? post(call) : restconf.handle(call);
                }
                case RPC -> {
                    refuse(services && List.of("PUT", "POST", "PATCH").contains(call.method()), call);
                    yield rpc ? operate(call) : restconf.handle(call);
                }
            };
        } catch (RestconfException e) {
            return e.reply();
        } catch (JsonParseException e) {
            return RestconfException.malformed(e.getMessage()).reply();
        }
    }

    private void refuse(boolean refused, Call call) throws RestconfException {
        if (refused) {
            throw RestconfException.of(
                    creation.refusal(),
                    creation.refusal() == 404 ? "invalid-value" : "operation-not-supported",
                    "",
                    call.method() + " is not how services are created here");
        }
    }

    private Reply post(Call call) {
        JsonObject body = Json.parseObject(call.body());
        if (!(body.get(SERVICE) instanceof JsonArray list)
                || list.size() != 1
                || !list.get(0).isJsonObject()) {
            return restconf.handle(call);
        }
        JsonObject service = list.get(0).getAsJsonObject();
        if (creation.choosesIds() || !service.has("uuid")) {
            service.addProperty("uuid", UUID.randomUUID().toString());
        }
        return restconf.handle(call.with("POST", body.toString()));
    }

    private Reply operate(Call call) throws RestconfException {
        JsonObject body = call.body().isBlank() ? new JsonObject() : Json.parseObject(call.body());
        if (!(body.get("tapi-connectivity:input") instanceof JsonObject input)) {
            throw RestconfException.malformed("the body must hold exactly tapi-connectivity:input");
        }
        return switch (call.path().substring(OPERATIONS.length())) {
            case "create-connectivity-service" -> create(call, input);
            case "delete-connectivity-service" -> delete(call, input);
            default -> throw RestconfException.missing("");
        };
    }

    private Reply create(Call call, JsonObject input) {
        JsonObject service = input.deepCopy();
        if (service.has("state")) {
            service.add("administrative-state", service.remove("state"));
        }
        JsonObject body = Json.object(SERVICE, List.of(service));
        Reply reply = post(call.at(CONTEXT).with("POST", body.toString()));
        if (!(reply instanceof Reply.Content content) || content.status() != 201) {
            return reply;
        }
        String location = content.headers().get(CREATED);
        String id = location.substring(location.lastIndexOf('=') + 1);
        Reply shown =
                restconf.handle(call.at(CONTEXT + "/connectivity-service=" + id).with("GET", ""));
        JsonObject list = Json.parseObject(((Reply.Content) shown).body());
        return json(Json.object(
                "tapi-connectivity:output",
                Json.object("service", Json.objects(list, SERVICE).getFirst())));
    }

    private Reply delete(Call call, JsonObject input) throws RestconfException {
        String id = Json.text(input, "uuid")
                .orElseThrow(() -> RestconfException.invalid("/tapi-connectivity:input/uuid", "is missing"));
        return restconf.handle(call.at(CONTEXT + "/connectivity-service=" + id).with("DELETE", ""));
    }

    private static Reply json(JsonObject body) {
        return new Reply.Content(200, "application/yang-data+json", body.toString(), Map.of());
    }
}
