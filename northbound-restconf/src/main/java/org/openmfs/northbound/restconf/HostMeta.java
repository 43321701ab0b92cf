package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;

/** Where the root is (RFC 8040, section 3.1): the one thing that everybody may know. */
final class HostMeta {
    private static final String XML_PATH = "/.well-known/host-meta";
    private static final String JSON_PATH = "/.well-known/host-meta.json";
    private static final byte[] XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="restconf" href="/restconf"/></XRD>
            """.getBytes(UTF_8);
    private static final byte[] JSON = "{\"links\":[{\"rel\":\"restconf\",\"href\":\"/restconf\"}]}".getBytes(UTF_8);

    /** Where it is. */
    static final List<String> PATHS = List.of(XML_PATH, JSON_PATH);

    private HostMeta() {}

    static boolean covers(String path) {
        return PATHS.contains(path);
    }

    static HttpReply answer(HttpCall call) throws RefusedException {
        List<String> methods = List.of("GET", "HEAD", "OPTIONS");
        return switch (call.method()) {
            case "GET", "HEAD" ->
                call.path().equals(XML_PATH)
                        ? HttpReply.of(200, "application/xrd+xml", XML)
                        : HttpReply.of(200, "application/json", JSON);
            case "OPTIONS" -> HttpReply.empty(200).with("allow", String.join(", ", methods));
            default -> throw RefusedException.methodNotAllowed(methods);
        };
    }
}
