package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.openmfs.northbound.http.HttpReply;

/**
 * What an orchestrator asks, without being a user: {@code /livez} whether the program answers at all, {@code /readyz}
 * whether it can serve requests, {@code /version} which one it is.
 */
public final class Probes {
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String JSON = "application/json";

    private Probes() {}

    /**
     * By path.
     *
     * @param trouble why requests can't be served now
     * @param version of the controller
     */
    public static Map<String, OpenResource> resources(Supplier<Optional<String>> trouble, String version) {
        JsonObject told = new JsonObject();
        told.addProperty("version", version);
        byte[] body = told.toString().getBytes(UTF_8);
        return Map.of(
                "/livez", () -> text(200, "ok"),
                "/readyz",
                        () -> trouble.get()
                                .map(why -> text(503, why).with("retry-after", RefusalReplies.AGAIN_SECONDS))
                                .orElseGet(() -> text(200, "ok")),
                "/version", () -> HttpReply.of(200, JSON, body));
    }

    private static HttpReply.Whole text(int status, String line) {
        return HttpReply.of(status, TEXT, (line + "\n").getBytes(UTF_8)).with("cache-control", "no-store");
    }
}
