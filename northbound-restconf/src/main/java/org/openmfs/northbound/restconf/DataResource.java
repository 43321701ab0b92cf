package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.Map;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath;
import org.opendaylight.netconf.databind.DatabindPath.Action;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.DatabindProvider;
import org.opendaylight.restconf.api.ApiPath;
import org.opendaylight.restconf.api.query.FieldsParam;
import org.opendaylight.restconf.server.api.CreateResourceResult;
import org.opendaylight.restconf.server.api.DataGetResult;
import org.opendaylight.restconf.server.api.DataPostResult;
import org.opendaylight.restconf.server.api.InvokeResult;
import org.opendaylight.yangtools.yang.model.api.ContainerLike;
import org.openmfs.northbound.check.FieldsCheck;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.engine.Bodies;
import org.openmfs.northbound.engine.Engine;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.write.DatastoreVersion;
import org.openmfs.northbound.write.WritePath;

/** The datastore and everything in it: {@code {+restconf}/data} (RFC 8040, sections 3.4 and 3.5). */
final class DataResource {
    private static final List<String> STATE_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ACTION_METHODS = List.of("OPTIONS", "POST");
    private static final List<String> DATASTORE_METHODS = List.of("GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final List<String> CONFIG_METHODS =
            List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");
    private static final String ACCEPT_PATCH =
            "application/yang-data+json, application/yang-data+xml, application/yang-patch+json, application/yang-patch+xml";

    private final Engine engine;
    private final DatabindProvider databinds;
    private final DataWrites writes;
    private final DatastoreVersion version;

    DataResource(Engine engine, DatabindProvider databinds, WritePath writes, DatastoreVersion version) {
        this.engine = engine;
        this.databinds = databinds;
        this.writes = new DataWrites(writes, version);
        this.version = version;
    }

    HttpReply.Whole answer(Request request) throws RefusedException {
        ApiPath path = Address.parse(request.rest());
        if (Address.isMounted(path)) {
            return new MountPointResource(engine).answer(request, path);
        }
        DatabindContext databind = databinds.currentDatabind();
        DatabindPath target = path.isEmpty() ? new Data(databind) : Address.resolve(databind, path);
        List<String> methods = methodsOf(target);
        if (!methods.contains(request.method())) {
            throw RefusedException.methodNotAllowed(methods);
        }
        return switch (target) {
            case Data data -> answer(request, path, data, methods);
            case Action action -> answer(request, path, action);
            default ->
                throw new RefusedException(
                        Condition.NO_SUCH_RESOURCE, "This is no data; operations are under /restconf/operations.");
        };
    }

    private static List<String> methodsOf(DatabindPath target) {
        return switch (target) {
            case Data data when data.instance().isEmpty() -> DATASTORE_METHODS;
            case Data data when data.schema().dataSchemaNode().effectiveConfig().orElse(Boolean.TRUE) -> CONFIG_METHODS;
            case Data ignored -> STATE_METHODS;
            case Action ignored -> ACTION_METHODS;
            default -> STATE_METHODS;
        };
    }

    private HttpReply.Whole answer(Request request, ApiPath path, Data target, List<String> methods)
            throws RefusedException {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request, path, target);
            case "OPTIONS" -> options(methods);
            case "PUT" -> writes.put(request, path, target);
            case "POST" -> writes.post(request, target);
            case "PATCH" -> writes.patch(request, path, target);
            case "DELETE" -> writes.delete(request, target);
            default -> throw RefusedException.methodNotAllowed(methods);
        };
    }

    private static HttpReply.Whole options(List<String> methods) {
        HttpReply.Whole reply = HttpReply.empty(200).with("allow", String.join(", ", methods));
        return methods.contains("PATCH") ? reply.with("accept-patch", ACCEPT_PATCH) : reply;
    }

    private HttpReply.Whole get(Request request, ApiPath path, Data target) throws RefusedException {
        Representation representation = Representation.of(request.call());
        Map<String, String> query = WithDefaults.stripped(Query.of(request.call(), Query.READING));
        if (query.containsKey("fields")) {
            new FieldsCheck(target.databind().modelContext())
                    .check(target, FieldsParam.forUriValue(query.get("fields")));
        }
        DatastoreVersion.Validators seen = version.validators();
        if ("config".equals(query.get("content")) && Preconditions.isKnown(request.call(), version)) {
            return versioned(HttpReply.empty(304), seen);
        }
        String where = new ModelCheck(target.databind()).textOf(target.instance());
        DataGetResult result = engine.read(request.user(), query, where, (server, call) -> {
            if (path.isEmpty()) {
                server.dataGET(call);
            } else {
                server.dataGET(call, path);
            }
        });
        HttpReply.Whole reply = isEmptied(target, query)
                ? EmptyContainer.reply(representation, target)
                : representation.reply(200, path.isEmpty() ? new DatastoreReply(result.body()) : result.body());
        return versioned(reply.with("cache-control", "no-cache"), seen);
    }

    /** A container of which only itself is wanted: the engine leaves out even that. */
    private static boolean isEmptied(Data target, Map<String, String> query) {
        return "1".equals(query.get("depth"))
                && !target.instance().isEmpty()
                && target.schema().dataSchemaNode() instanceof ContainerLike;
    }

    static HttpReply.Whole versioned(HttpReply.Whole reply, DatastoreVersion.Validators validators) {
        HttpReply.Whole tagged = reply.with("etag", validators.entityTag());
        return validators
                .lastModified()
                .map(time -> tagged.with("last-modified", time))
                .orElse(tagged);
    }

    /** An action, which is invoked where its data is (RFC 8040, section 3.6). */
    private HttpReply.Whole answer(Request request, ApiPath path, Action action) throws RefusedException {
        if (request.method().equals("OPTIONS")) {
            return options(ACTION_METHODS);
        }
        Map<String, String> query = Query.of(request.call(), Query.NONE);
        Representation representation = Representation.of(request.call());
        Payload body = Representation.payload(request.call());
        new ModelCheck(action.databind()).input(action, body);
        DataPostResult result =
                engine.ask(request.user(), query, (server, call) -> server.dataPOST(call, path, Bodies.post(body)));
        return switch (result) {
            case InvokeResult invoked -> OperationsResource.output(representation, invoked);
            case CreateResourceResult ignored -> throw new IllegalStateException("an action creates no resource");
        };
    }
}
