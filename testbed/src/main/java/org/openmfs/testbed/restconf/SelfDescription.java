package org.openmfs.testbed.restconf;

import com.google.gson.JsonObject;
import java.util.List;
import org.openmfs.testbed.web.Json;

/** What a server says about itself: capabilities and streams (RFC 8040, section 9) and YANG modules (RFC 7895). */
public record SelfDescription(List<Module> modules) {
    static final Schema SCHEMA = Schema.resource(SelfDescription.class, "monitoring.tree");

    /** One YANG module that the server implements. */
    public record Module(String name, String revision, String namespace) {}

    /** @param origin scheme and authority under which the client reached us */
    JsonObject document(String origin) {
        JsonObject access = Json.object("encoding", "json", "location", origin + NotificationStream.PATH);
        JsonObject stream = Json.object(
                "name",
                "NETCONF",
                "description",
                "every notification of this server",
                "replay-support",
                false,
                "access",
                List.of(access));
        List<String> capabilities = List.of("urn:ietf:params:restconf:capability:depth:1.0");
        return Json.object(
                "ietf-restconf-monitoring:restconf-state",
                Json.object(
                        "capabilities", Json.object("capability", capabilities),
                        "streams", Json.object("stream", List.of(stream))),
                "ietf-yang-library:modules-state",
                Json.object(
                        "module-set-id",
                        "1",
                        "module",
                        modules.stream().map(this::module).toList()));
    }

    private JsonObject module(Module module) {
        return Json.object(
                "name", module.name(),
                "revision", module.revision(),
                "namespace", module.namespace(),
                "conformance-type", "implement");
    }
}
