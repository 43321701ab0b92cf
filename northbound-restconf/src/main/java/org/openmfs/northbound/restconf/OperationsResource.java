package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.netconf.databind.DatabindPath.Rpc;
import org.opendaylight.netconf.databind.DatabindProvider;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.restconf.api.ApiPath;
import org.opendaylight.restconf.api.FormattableBody;
import org.opendaylight.restconf.server.api.InvokeResult;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.engine.Answer;
import org.openmfs.northbound.engine.AvailableOperations;
import org.openmfs.northbound.engine.Bodies;
import org.openmfs.northbound.engine.Engine;
import org.openmfs.northbound.engine.EngineErrors;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;

/** Operations: {@code {+restconf}/operations} (RFC 8040, section 3.6). */
final class OperationsResource {
    private static final List<String> LIST_METHODS = List.of("GET", "HEAD", "OPTIONS");
    /** An operation is invoked, not read (RFC 8040, section 4.3). */
    private static final List<String> METHODS = List.of("OPTIONS", "POST");

    private final Engine engine;
    private final DatabindProvider databinds;
    private final AvailableOperations available;

    OperationsResource(Engine engine, DatabindProvider databinds, AvailableOperations available) {
        this.engine = engine;
        this.available = available;
        this.databinds = databinds;
    }

    HttpReply.Whole answer(Request request) throws RefusedException {
        ApiPath path = Address.parse(request.rest());
        Optional<Rpc> rpc = path.isEmpty() || Address.isMounted(path)
                ? Optional.empty()
                : Optional.of(Address.resolveRpc(databinds.currentDatabind(), path));
        List<String> methods = path.isEmpty() ? LIST_METHODS : METHODS;
        return switch (request.method()) {
            case "GET", "HEAD" -> {
                if (rpc.isPresent()) {
                    throw RefusedException.methodNotAllowed(methods);
                }
                yield get(request, path);
            }
            case "OPTIONS" -> HttpReply.empty(200).with("allow", String.join(", ", methods));
            case "POST" -> {
                if (path.isEmpty()) {
                    throw RefusedException.methodNotAllowed(methods);
                }
                yield invoke(request, path, rpc);
            }
            default -> throw RefusedException.methodNotAllowed(methods);
        };
    }

    private HttpReply.Whole get(Request request, ApiPath path) throws RefusedException {
        Representation representation = Representation.of(request.call());
        Map<String, String> query = Query.of(request.call(), Query.NONE);
        return path.isEmpty()
                ? list(representation)
                : representation.reply(
                        200,
                        engine.<FormattableBody>read(
                                request.user(), query, (server, call) -> server.operationsGET(call, path)));
    }

    /** Those that somebody carries out (RFC 8040, section 3.3.2). */
    private HttpReply.Whole list(Representation representation) {
        EffectiveModelContext models = databinds.currentDatabind().modelContext();
        StringBuilder text = new StringBuilder();
        for (QName operation : available.names()) {
            String module = models.findModuleStatement(operation.getModule())
                    .map(statement -> statement.argument().getLocalName())
                    .orElse("");
            if (!module.isEmpty()) {
                text.append(
                        switch (representation.encoding()) {
                            case JSON ->
                                (text.isEmpty() ? "\"" : ",\"") + module + ":" + operation.getLocalName() + "\":[null]";
                            case XML ->
                                "<" + operation.getLocalName() + " xmlns=\"" + operation.getNamespace() + "\"/>";
                        });
            }
        }
        String body = switch (representation.encoding()) {
            case JSON -> "{\"ietf-restconf:operations\":{" + text + "}}";
            case XML -> "<operations xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\">" + text + "</operations>";
        };
        return HttpReply.of(200, representation.mediaType(), body.getBytes(UTF_8));
    }

    private HttpReply.Whole invoke(Request request, ApiPath path, Optional<Rpc> rpc) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Query.NONE);
        Representation representation = Representation.of(request.call());
        Payload body = Representation.payload(request.call());
        if (rpc.isPresent()) {
            new ModelCheck(rpc.get().databind()).input(rpc.get(), body);
        }
        URI root = URI.create(request.addressOf(ApiPath.empty())).resolve("/restconf/");
        Answer<InvokeResult> answer = engine.answer(
                request.user(), query, (server, call) -> server.operationsPOST(call, root, path, Bodies.input(body)));
        return switch (answer) {
            case Answer.Done<InvokeResult>(InvokeResult result) -> output(representation, result);
            case Answer.Failed<InvokeResult>(List<RequestError> errors) ->
                throw new RefusedException(EngineErrors.ofOperation(
                        errors, rpc.isPresent() ? "/" + path.steps().getFirst().module() + ":input" : ""));
        };
    }

    static HttpReply.Whole output(Representation representation, InvokeResult result) {
        return result.output() == null ? HttpReply.empty(204) : representation.reply(200, result.output());
    }
}
