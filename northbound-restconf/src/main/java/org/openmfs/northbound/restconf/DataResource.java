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
import org.opendaylight.restconf.server.api.DataPatchResult;
import org.opendaylight.restconf.server.api.DataPostResult;
import org.opendaylight.restconf.server.api.DataPutResult;
import org.opendaylight.restconf.server.api.DataYangPatchResult;
import org.opendaylight.restconf.server.api.InvokeResult;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.model.api.ContainerLike;
import org.openmfs.northbound.check.EditListCheck;
import org.openmfs.northbound.check.FieldsCheck;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;

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
    private final DirectEdits direct;
    private final WriteGate gate;
    private final DatastoreVersion version;

    DataResource(
            Engine engine,
            DatabindProvider databinds,
            ConfigurationStore store,
            WriteGate gate,
            DatastoreVersion version) {
        this.engine = engine;
        this.databinds = databinds;
        this.direct = new DirectEdits(store.commits(), store.patience());
        this.gate = gate;
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
            case "PUT" -> put(request, path, target);
            case "POST" -> post(request, path, target);
            case "PATCH" -> patch(request, path, target);
            case "DELETE" -> delete(request, target);
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
        String tag = version.entityTag();
        String modified = version.lastModifiedText();
        if ("config".equals(query.get("content")) && Preconditions.isKnown(request.call(), version)) {
            return versioned(HttpReply.empty(304), tag, modified);
        }
        String where = new ModelCheck(target.databind()).textOf(target.instance());
        DataGetResult result = engine.ask(request.user(), query, where, (server, call) -> {
            if (path.isEmpty()) {
                server.dataGET(call);
            } else {
                server.dataGET(call, path);
            }
        });
        HttpReply.Whole reply = isEmptied(target, query)
                ? EmptyContainer.reply(representation, target)
                : representation.reply(200, path.isEmpty() ? new DatastoreReply(result.body()) : result.body());
        return versioned(reply.with("cache-control", "no-cache"), tag, modified);
    }

    /** A container of which only itself is wanted: the engine leaves out even that. */
    private static boolean isEmptied(Data target, Map<String, String> query) {
        return "1".equals(query.get("depth"))
                && !target.instance().isEmpty()
                && target.schema().dataSchemaNode() instanceof ContainerLike;
    }

    private static HttpReply.Whole versioned(HttpReply.Whole reply, String tag, String modified) {
        return reply.with("etag", tag).with("last-modified", modified);
    }

    private HttpReply.Whole put(Request request, ApiPath path, Data target) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.PLACING);
        Payload body = Representation.payload(request.call());
        new ModelCheck(target.databind()).replace(target, body);
        boolean created = DirectEdits.covers(target)
                ? putDirectly(request, target, body)
                : this.<DataPutResult>change(
                                request,
                                target,
                                List.of(EditBodies.replacing(target, body)),
                                () -> engine.answer(
                                        request.user(),
                                        query,
                                        (server, call) -> server.dataPUT(call, path, EditBodies.resource(body))))
                        .created();
        return created ? changed(201).with("location", request.addressOf(path)) : changed(204);
    }

    private boolean putDirectly(Request request, Data target, Payload body) throws RefusedException {
        List<Edit> edits = target.instance().isEmpty()
                ? direct.replacingAll(new DatastoreBody(target.databind()).nodes(body))
                : List.of(DirectEdits.adding(target));
        return change(request, target, edits, () -> direct.make(edits, target));
    }

    private HttpReply.Whole post(Request request, ApiPath path, Data target) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.PLACING);
        Payload body = Representation.payload(request.call());
        new ModelCheck(target.databind()).create(target, body);
        Edit edit = EditBodies.creating(target, body);
        if (path.isEmpty()) {
            this.<CreateResourceResult>change(
                    request,
                    target,
                    List.of(edit),
                    () -> engine.answer(
                            request.user(), query, (server, call) -> server.dataPOST(call, EditBodies.child(body))));
        } else {
            this.<DataPostResult>change(
                    request,
                    target,
                    List.of(edit),
                    () -> engine.answer(
                            request.user(),
                            query,
                            (server, call) -> server.dataPOST(call, path, EditBodies.post(body))));
        }
        return changed(201).with("location", request.addressOf(Address.ofCreated(target.databind(), edit)));
    }

    private HttpReply.Whole patch(Request request, ApiPath path, Data target) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.NONE);
        var list = Representation.edits(request.call());
        if (list.isPresent()) {
            return editList(request, path, target, list.get());
        }
        Payload body = Representation.payload(request.call());
        new ModelCheck(target.databind()).merge(target, body);
        if (DirectEdits.covers(target)) {
            patchDirectly(request, target, body);
        } else {
            this.<DataPatchResult>change(
                    request,
                    target,
                    List.of(EditBodies.merging(target, body)),
                    () -> engine.answer(
                            request.user(),
                            query,
                            (server, call) -> server.dataPATCH(call, path, EditBodies.resource(body))));
        }
        return changed(204);
    }

    private void patchDirectly(Request request, Data target, Payload body) throws RefusedException {
        List<Edit> edits = target.instance().isEmpty()
                ? new DatastoreBody(target.databind())
                        .nodes(body).stream()
                                .<Edit>map(node -> new Edit.Merge(YangInstanceIdentifier.of(node.name()), node))
                                .toList()
                : List.of(DirectEdits.adding(target));
        this.<Boolean>change(request, target, edits, () -> direct.make(edits, target));
    }

    private HttpReply.Whole editList(Request request, ApiPath path, Data target, Payload body) throws RefusedException {
        Representation representation = Representation.of(request.call());
        new EditListCheck(target.databind(), relative -> Address.below(target.databind(), path, relative)).check(body);
        List<Edit> edits = EditBodies.listed(target, body);
        DataYangPatchResult result = change(
                request,
                target,
                edits,
                () -> engine.answer(request.user(), Map.of(), (server, call) -> {
                    if (path.isEmpty()) {
                        server.dataPATCH(call, EditBodies.patch(body));
                    } else {
                        server.dataPATCH(call, path, EditBodies.patch(body));
                    }
                }));
        return EditStatus.reply(representation, result.status());
    }

    private HttpReply.Whole delete(Request request, Data target) throws RefusedException {
        Query.of(request.call(), Query.NONE);
        List<Edit> edits = List.of(new Edit.Remove(target.instance()));
        this.<Boolean>change(request, target, edits, () -> direct.remove(target));
        return changed(204);
    }

    private HttpReply.Whole changed(int status) {
        return versioned(HttpReply.empty(status), version.entityTag(), version.lastModifiedText());
    }

    private <R> R change(Request request, Data target, List<Edit> edits, WriteGate.Change<R> change)
            throws RefusedException {
        return gate.pass(
                () -> {
                    if (Preconditions.areIn(request.call())) {
                        Preconditions.check(request.call(), version, direct.exists(target));
                    }
                },
                edits,
                target,
                change);
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
                engine.ask(request.user(), query, (server, call) -> server.dataPOST(call, path, EditBodies.post(body)));
        return switch (result) {
            case InvokeResult invoked -> OperationsResource.output(representation, invoked);
            case CreateResourceResult ignored -> throw new IllegalStateException("an action creates no resource");
        };
    }
}
