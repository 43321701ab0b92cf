package org.openmfs.testbed.restconf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.testbed.web.Call;
import org.openmfs.testbed.web.Endpoint;
import org.openmfs.testbed.web.Json;
import org.openmfs.testbed.web.Reply;

/** Speaks RESTCONF (RFC 8040) for a datastore and its notifications; the root is {@code /restconf}. */
public final class RestconfEndpoint implements Endpoint {
    static final String JSON = "application/yang-data+json";
    private static final String HOST_META = "/.well-known/host-meta";
    private static final Set<String> ACCEPTED = Set.of(JSON, "application/json", "application/*", "*/*");
    private final Datastore store;
    private final NotificationStream stream;
    private final SelfDescription self;
    private final Schema schema;

    public RestconfEndpoint(Datastore store, NotificationStream stream, SelfDescription self) {
        this.store = store;
        this.stream = stream;
        this.self = self;
        this.schema = store.schema().and(SelfDescription.SCHEMA);
    }

    /** The body of an answer to somebody who does not prove who it is. */
    public static Reply.Content refusal() {
        return RestconfException.of(401, "access-denied", "", "who you are has to be shown here")
                .reply();
    }

    @Override
    public Reply handle(Call call) {
        try {
            return switch (call.path()) {
                case HOST_META -> hostMeta();
                case "/restconf", "/restconf/" ->
                    reply(
                            200,
                            Json.object(
                                    "ietf-restconf:restconf",
                                    Json.object(
                                            "data", new JsonObject(),
                                            "operations", new JsonObject(),
                                            "yang-library-version", "2016-06-21")));
                case "/restconf/yang-library-version" ->
                    reply(200, Json.object("ietf-restconf:yang-library-version", "2016-06-21"));
                case "/restconf/operations" -> reply(200, Json.object("ietf-restconf:operations", new JsonObject()));
                case NotificationStream.PATH -> subscribe(call);
                default -> data(call);
            };
        } catch (RestconfException e) {
            return e.reply();
        }
    }

    private static Reply hostMeta() {
        String xrd = "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>"
                + "<Link rel='restconf' href='/restconf'/></XRD>";
        return new Reply.Content(200, "application/xrd+xml", xrd, Map.of());
    }

    private Reply subscribe(Call call) throws RestconfException {
        if (!call.method().equals("GET")) {
            throw RestconfException.notAllowed("", "a stream can only be read");
        }
        if (!call.query().isEmpty()) {
            throw RestconfException.invalid("", "this stream has neither filters nor replay");
        }
        return stream.subscribe();
    }

    private Reply data(Call call) throws RestconfException {
        List<String> segments = call.rawSegments();
        if (segments.size() < 2
                || !segments.get(0).equals("restconf")
                || !segments.get(1).equals("data")) {
            throw RestconfException.missing("");
        }
        DataPath path = DataPath.parse(schema, segments.subList(2, segments.size()));
        return switch (call.method()) {
            case "GET", "HEAD" -> get(path, call);
            case "OPTIONS" -> options(path);
            case "PUT", "POST", "PATCH", "DELETE" -> edit(path, call);
            default -> throw RestconfException.notAllowed(path.text(), "no such method");
        };
    }

    private Reply get(DataPath path, Call call) throws RestconfException {
        requireAcceptable(call);
        Selection selection = Selection.of(call);
        JsonObject all = store.read();
        self.document("https://" + call.header("host").orElse("localhost"))
                .asMap()
                .forEach(all::add);
        if (path.isRoot()) {
            JsonObject data = new JsonObject();
            all.asMap()
                    .forEach((name, value) ->
                            data.add(name, selection.of(schema.root(name).orElseThrow(), value)));
            return reply(200, Json.object("ietf-restconf:data", data));
        }
        SchemaNode node = path.last().node();
        JsonElement value = path.find(all).orElseThrow(() -> RestconfException.missing(path.text()));
        JsonElement part = selection.of(node, value);
        return reply(200, Json.object(node.qualifiedName(), path.last().isEntry() ? Json.array(List.of(part)) : part));
    }

    private static void requireAcceptable(Call call) throws RestconfException {
        String accept = call.header("accept").orElse("*/*");
        for (String range : accept.split(",")) {
            if (ACCEPTED.contains(range.split(";")[0].strip())) {
                return;
            }
        }
        throw RestconfException.of(406, "invalid-value", "", "only " + JSON + " is spoken here");
    }

    private static Reply options(DataPath path) {
        boolean writable = path.isRoot() || path.last().node().config();
        String methods = writable ? "GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE" : "GET, HEAD, OPTIONS";
        return new Reply.Content(200, "", "", Map.of("Allow", methods, "Accept-Patch", JSON));
    }

    private Reply edit(DataPath path, Call call) throws RestconfException {
        if (!call.query().isEmpty()) {
            throw RestconfException.invalid("", "no query parameter can be used with " + call.method());
        }
        synchronized (store) {
            JsonObject candidate = store.config();
            TreeEdit tree = new TreeEdit(store.schema(), candidate);
            Reply reply = switch (call.method()) {
                case "PUT" -> Reply.empty(tree.put(path, body(call)) ? 201 : 204);
                case "POST" -> created(call, tree.post(path, body(call)));
                case "PATCH" -> {
                    tree.patch(path, body(call));
                    yield Reply.empty(204);
                }
                default -> {
                    tree.delete(path);
                    yield Reply.empty(204);
                }
            };
            commit(candidate);
            return reply;
        }
    }

    private void commit(JsonObject candidate) throws RestconfException {
        for (String name : candidate.keySet()) {
            if (schema.root(name).orElseThrow() instanceof SchemaNode.Inner root) {
                SchemaCheck.complete(root, candidate.getAsJsonObject(name), "/" + name);
            }
        }
        store.commit(candidate);
    }

    private static JsonObject body(Call call) throws RestconfException {
        String type = call.header("content-type").orElse("").split(";")[0].strip();
        if (!type.equals(JSON) && !type.equals("application/json")) {
            throw RestconfException.of(415, "invalid-value", "", "only " + JSON + " is understood here");
        }
        try {
            return Json.parseObject(call.body());
        } catch (JsonParseException e) {
            throw RestconfException.malformed(e.getMessage());
        }
    }

    private static Reply created(Call call, DataPath.Step child) {
        String keys = String.join(
                ",", child.keys().stream().map(RestconfEndpoint::encode).toList());
        String location = "https://%s%s/%s%s"
                .formatted(
                        call.header("host").orElse("localhost"),
                        call.path().replaceAll("/+$", ""),
                        child.node().qualifiedName(),
                        keys.isEmpty() ? "" : "=" + keys);
        return new Reply.Content(201, "", "", Map.of("Location", location));
    }

    private static String encode(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Reply reply(int status, JsonObject body) {
        return new Reply.Content(status, JSON, body.toString(), Map.of());
    }
}
