package org.openmfs.northbound.restconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.opendaylight.restconf.server.api.ModulesGetResult;
import org.openmfs.northbound.engine.Engine;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.MediaTypes;

/** Sources of the models: {@code {+restconf}/modules/NAME?revision=DATE}, to which ietf-yang-library refers (RFC 8040, 3.7). */
final class ModulesResource {
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final String MEDIA_TYPE = "application/yang";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final Engine engine;

    ModulesResource(Engine engine) {
        this.engine = engine;
    }

    HttpReply.Whole answer(Request request) throws RefusedException {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request);
            case "OPTIONS" -> HttpReply.empty(200).with("allow", String.join(", ", METHODS));
            default -> throw RefusedException.methodNotAllowed(METHODS);
        };
    }

    private HttpReply.Whole get(Request request) throws RefusedException {
        Map<String, String> query = Query.of(request.call(), Set.of("revision"));
        String name = request.rest();
        if (MediaTypes.choose(request.call().header("accept"), List.of(MEDIA_TYPE, "text/plain"))
                .isEmpty()) {
            throw new RefusedException(Condition.NOT_ACCEPTABLE, "A module's source is " + MEDIA_TYPE + ".");
        }
        if (!NAME.matcher(name).matches()) {
            throw new RefusedException(Condition.NO_SUCH_RESOURCE, "There is no such module.");
        }
        try {
            ModulesGetResult result = engine.read(
                    request.user(),
                    Map.of(),
                    (server, call) -> server.modulesYangGET(call, name, query.get("revision")));
            byte[] source = result.source().asByteSource(UTF_8).read();
            return HttpReply.of(200, MEDIA_TYPE, source);
        } catch (RefusedException e) {
            throw new RefusedException(Condition.NO_SUCH_RESOURCE, "There is no such module in this revision.");
        } catch (IOException e) {
            throw new IllegalStateException("a module's source can't be read", e);
        }
    }
}
