package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.openmfs.northbound.http.HttpReply;

/** Where the root is (RFC 8040, section 3.1). */
final class HostMeta {
    private static final byte[] XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="restconf" href="/restconf"/></XRD>
            """.getBytes(UTF_8);
    private static final byte[] JSON = "{\"links\":[{\"rel\":\"restconf\",\"href\":\"/restconf\"}]}".getBytes(UTF_8);

    private HostMeta() {}

    /** By path. */
    static Map<String, OpenResource> resources() {
        return Map.of(
                "/.well-known/host-meta", () -> HttpReply.of(200, "application/xrd+xml", XML),
                "/.well-known/host-meta.json", () -> HttpReply.of(200, "application/json", JSON));
    }
}
