package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.Map;
import org.opendaylight.restconf.api.ApiPath;
import org.opendaylight.restconf.server.api.CreateResourceResult;
import org.opendaylight.restconf.server.api.DataGetResult;
import org.opendaylight.restconf.server.api.DataPatchResult;
import org.opendaylight.restconf.server.api.DataPostResult;
import org.opendaylight.restconf.server.api.DataPutResult;
import org.opendaylight.restconf.server.api.InvokeResult;
import org.opendaylight.yangtools.yang.common.Empty;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.engine.Bodies;
import org.openmfs.northbound.engine.Engine;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;

/** Data of a device behind {@code yang-ext:mount}: the device knows its models and checks for itself. */
final class MountPointResource {
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final Engine engine;

    MountPointResource(Engine engine) {
        this.engine = engine;
    }

    HttpReply.Whole answer(Request request, ApiPath path) throws RefusedException {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request, path);
            case "OPTIONS" -> HttpReply.empty(200).with("allow", String.join(", ", METHODS));
            case "PUT" -> put(request, path);
            case "POST" -> post(request, path);
            case "PATCH" -> patch(request, path);
            case "DELETE" -> delete(request, path);
            default -> throw RefusedException.methodNotAllowed(METHODS);
        };
    }

    private HttpReply.Whole get(Request request, ApiPath path) throws RefusedException {
        Representation representation = Representation.of(request.call());
        Map<String, String> query = Query.of(request.call(), Query.READING);
        DataGetResult result = engine.read(request.user(), query, (server, call) -> server.dataGET(call, path));
        return representation.reply(200, result.body()).with("cache-control", "no-cache");
    }

    private HttpReply.Whole put(Request request, ApiPath path) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.PLACING);
        Payload body = Representation.payload(request.call());
        DataPutResult result =
                engine.ask(request.user(), query, (server, call) -> server.dataPUT(call, path, Bodies.resource(body)));
        return HttpReply.empty(result.created() ? 201 : 204);
    }

    private HttpReply.Whole post(Request request, ApiPath path) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.PLACING);
        Representation representation = Representation.of(request.call());
        Payload body = Representation.payload(request.call());
        DataPostResult result =
                engine.ask(request.user(), query, (server, call) -> server.dataPOST(call, path, Bodies.post(body)));
        return switch (result) {
            case CreateResourceResult created ->
                HttpReply.empty(201).with("location", request.addressOf(created.createdPath()));
            case InvokeResult invoked -> OperationsResource.output(representation, invoked);
        };
    }

    private HttpReply.Whole patch(Request request, ApiPath path) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.NONE);
        Payload body = Representation.payload(request.call());
        engine.<DataPatchResult>ask(
                request.user(), query, (server, call) -> server.dataPATCH(call, path, Bodies.resource(body)));
        return HttpReply.empty(204);
    }

    private HttpReply.Whole delete(Request request, ApiPath path) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.NONE);
        engine.<Empty>ask(request.user(), query, (server, call) -> server.dataDELETE(call, path));
        return HttpReply.empty(204);
    }
}
