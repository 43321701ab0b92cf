package org.openmfs.testbed.restconf;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.Reply;

/** A request that is answered with {@code ietf-restconf:errors} (RFC 8040, sections 3.9 and 7). */
public final class RestconfException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String tag;
    private final String path;

    private RestconfException(int status, String tag, String path, String message) {
        super(message);
        this.status = status;
        this.tag = tag;
        this.path = path;
    }

    /** @param path the data node that is wrong, as an instance-identifier; empty where there is none */
    public static RestconfException of(int status, String tag, String path, String message) {
        return new RestconfException(status, tag, path, message);
    }

    public static RestconfException malformed(String message) {
        return of(400, "malformed-message", "", message);
    }

    public static RestconfException invalid(String path, String message) {
        return of(400, "invalid-value", path, message);
    }

    public static RestconfException unknown(String path) {
        return of(400, "unknown-element", path, "no such data node is known here");
    }

    public static RestconfException missing(String path) {
        return of(404, "invalid-value", path, "the resource does not exist");
    }

    public static RestconfException exists(String path) {
        return of(409, "data-exists", path, "the resource exists already");
    }

    public static RestconfException notAllowed(String path, String message) {
        return of(405, "operation-not-supported", path, message);
    }

    public int status() {
        return status;
    }

    public String tag() {
        return tag;
    }

    /** The answer on the wire. */
    public Reply.Content reply() {
        String type = status >= 500 || tag.startsWith("resource") ? "application" : "protocol";
        JsonObject error = Json.object("error-type", type, "error-tag", tag);
        if (!path.isEmpty()) {
            error.addProperty("error-path", path);
        }
        error.addProperty("error-message", getMessage());
        JsonObject body = Json.object("ietf-restconf:errors", Json.object("error", List.of(error)));
        return new Reply.Content(status, RestconfEndpoint.JSON, body.toString(), Map.of());
    }
}
