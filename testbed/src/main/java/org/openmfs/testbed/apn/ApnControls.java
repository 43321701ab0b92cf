package org.openmfs.testbed.apn;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.testbed.part.Renewals;
import org.openmfs.testbed.web.ControlDesk;

/** What operators and tests can see and change in a running optical network. */
final class ApnControls implements ControlDesk.Controls {
    private final OpticalNetwork network;
    private final Renewals renewals;

    ApnControls(OpticalNetwork network, Renewals renewals) {
        this.network = network;
        this.renewals = renewals;
    }

    @Override
    public JsonObject handle(String method, List<String> path, JsonObject body) throws IOException {
        if (path.equals(List.of("apn")) && method.equals("GET")) {
            return network.show();
        }
        if (path.equals(List.of("apn", "fault")) && (method.equals("PUT") || method.equals("DELETE"))) {
            network.setFault(method.equals("PUT") ? Optional.of(ApnFault.of(body)) : Optional.empty());
            return new JsonObject();
        }
        if (path.equals(List.of("apn", "forget")) && method.equals("POST")) {
            network.forget();
            return new JsonObject();
        }
        if (path.equals(List.of("apn", "renew")) && method.equals("POST")) {
            renewals.renew(List.of(ApnPart.SERVER), body);
            return new JsonObject();
        }
        boolean service = path.size() == 3 && path.subList(0, 2).equals(List.of("apn", "services"));
        if (service && method.equals("DELETE")) {
            return existing(network.delete(UUID.fromString(path.get(2))), path.get(2));
        }
        boolean thing = path.size() == 3 && path.getFirst().equals("apn") && method.equals("PATCH");
        if (thing && path.get(1).equals("links")) {
            return existing(network.setFibre(path.get(2), up(body)), path.get(2));
        }
        if (thing && path.get(1).equals("services")) {
            return existing(network.setPath(UUID.fromString(path.get(2)), up(body)), path.get(2));
        }
        throw new NoSuchElementException("there is no such control");
    }

    private static boolean up(JsonObject body) {
        ControlDesk.requireKnown(body, "up");
        if (!body.has("up")) {
            throw new IllegalArgumentException("up: is missing");
        }
        return ControlDesk.truth(body, "up");
    }

    private static JsonObject existing(boolean found, String name) {
        if (!found) {
            throw new NoSuchElementException("there is no " + name);
        }
        return new JsonObject();
    }
}
