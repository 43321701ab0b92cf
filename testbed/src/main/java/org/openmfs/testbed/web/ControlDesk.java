package org.openmfs.testbed.web;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/** The run-time control of a network: small JSON requests on the loopback interface, behind a password. */
public final class ControlDesk implements Endpoint {

    /** What can be seen and done. */
    public interface Controls {
        /**
         * Does one thing.
         *
         * @param method upper-case HTTP method
         * @param path decoded segments
         * @param body empty where there was none
         * @throws IllegalArgumentException 400, with what is wrong
         * @throws NoSuchElementException 404, with what there is not
         * @throws IOException 500, with what could not be kept
         */
        JsonObject handle(String method, List<String> path, JsonObject body) throws IOException;
    }

    private final Controls controls;

    public ControlDesk(Controls controls) {
        this.controls = controls;
    }

    public Endpoint guardedBy(Credential credential) {
        return Authentication.basic(credential)
                .guard(this, Set.of(), () -> Reply.json(401, Json.object("message", "a password is needed")));
    }

    @Override
    public Reply handle(Call call) {
        try {
            JsonObject body = call.body().isBlank() ? new JsonObject() : Json.parseObject(call.body());
            return Reply.json(200, controls.handle(call.method(), call.segments(), body));
        } catch (JsonParseException | IllegalArgumentException e) {
            return Reply.json(400, Json.object("message", e.getMessage()));
        } catch (NoSuchElementException e) {
            return Reply.json(404, Json.object("message", e.getMessage()));
        } catch (IOException e) {
            return Reply.json(500, Json.object("message", e.getMessage()));
        }
    }

    /** Fails for a member of a request that is not among the known ones. */
    public static void requireKnown(JsonObject body, String... names) {
        for (String name : body.keySet()) {
            if (!Set.of(names).contains(name)) {
                throw new IllegalArgumentException(name + ": no such member; known are " + String.join(", ", names));
            }
        }
    }

    /** A number of a request within bounds. */
    public static double number(JsonObject body, String name, double least, double most) {
        boolean number = body.get(name).isJsonPrimitive()
                && body.get(name).getAsJsonPrimitive().isNumber();
        if (!number || body.get(name).getAsDouble() < least || body.get(name).getAsDouble() > most) {
            throw new IllegalArgumentException("%s: must be a number from %.0f to %.0f".formatted(name, least, most));
        }
        return body.get(name).getAsDouble();
    }

    /** A truth value of a request. */
    public static boolean truth(JsonObject body, String name) {
        if (!body.get(name).isJsonPrimitive()
                || !body.get(name).getAsJsonPrimitive().isBoolean()) {
            throw new IllegalArgumentException(name + ": must be true or false");
        }
        return body.get(name).getAsBoolean();
    }
}
