package org.openmfs.testbed.part;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.WebServer;

/**
 * Where everything that speaks a standard listens, and what others call.
 *
 * @param bind address to listen at
 * @param called name or address under which others reach it
 */
public record Listening(String bind, String called) {

    /** Whether an address means every one of the machine's, and so is none to call. */
    public static boolean isWildcard(String host) {
        return host.matches("[0:.]*");
    }

    /** Every name and address that a client may have for a server here. */
    public List<String> hosts() {
        return Stream.of(called, bind, "localhost")
                .distinct()
                .filter(host -> !isWildcard(host))
                .toList();
    }

    WebServer.Address address(int port) {
        return new WebServer.Address(bind, port, called);
    }

    JsonObject toJson() {
        return Json.object("bind", bind, "called", called);
    }

    static Listening of(JsonObject json) {
        return new Listening(json.get("bind").getAsString(), json.get("called").getAsString());
    }
}
