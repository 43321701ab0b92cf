package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.ErrorBody;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.http.Encoding;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.HttpService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the resource that a request is for, and whether its sender may have it. */
public final class RestconfService implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(RestconfService.class);
    private static final List<String> METHODS = List.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    private final Authenticator authenticator;
    private final Access access;
    private final Map<String, Resource> resources;
    private final UnaryOperator<String> namespaces;
    private final String scheme;

    /**
     * @param harmlessOperations what a viewer may invoke, as {@code module:name}
     * @param resources by the path at which they and what is below them are, without a slash at the end
     * @param namespaces from a module's name to its namespace
     * @param scheme http or https
     */
    public RestconfService(
            Authenticator authenticator,
            Set<String> harmlessOperations,
            Map<String, Resource> resources,
            UnaryOperator<String> namespaces,
            String scheme) {
        this.authenticator = authenticator;
        this.access = new Access(harmlessOperations);
        this.resources = Map.copyOf(resources);
        this.namespaces = namespaces;
        this.scheme = scheme;
    }

    @Override
    public HttpReply answer(HttpCall call) {
        try {
            return HostMeta.covers(call.path()) ? HostMeta.answer(call) : route(call);
        } catch (RefusedException e) {
            HttpReply.Whole reply = refusal(Representation.wanted(call), e.errors());
            return e.allowed().isEmpty() ? reply : reply.with("allow", String.join(", ", e.allowed()));
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} failed", call.method(), call.path(), e);
            return refusal(
                    Representation.wanted(call),
                    List.of(ServerError.of(Condition.FAILED, "The server could not carry out the request.")));
        }
    }

    @Override
    public HttpReply.Whole refuse(Problem problem) {
        return refusal(
                Optional.empty(),
                List.of(
                        switch (problem) {
                            case MALFORMED -> ServerError.of(Condition.MALFORMED_HTTP, "This is no HTTP request.");
                            case TOO_BIG -> ServerError.of(Condition.TOO_BIG, "The body is too big.");
                        }));
    }

    private HttpReply route(HttpCall call) throws RefusedException {
        User user = authenticator
                .recognise(call.header("authorization"))
                .orElseThrow(() -> new RefusedException(Condition.UNAUTHENTICATED, "Who are you?"));
        if (!METHODS.contains(call.method())) {
            throw RefusedException.methodNotAllowed(METHODS);
        }
        if (!access.permits(user, call)) {
            throw new RefusedException(Condition.FORBIDDEN, "The role of " + user.name() + " does not allow this.");
        }
        String root = rootOf(call.path())
                .orElseThrow(() -> new RefusedException(Condition.NO_SUCH_RESOURCE, "There is nothing here."));
        String rest = call.path().substring(Math.min(call.path().length(), root.length() + 1));
        return resources.get(root).answer(new Request(call, user, rest, scheme));
    }

    /** The longest of the known paths at or below which a path is. */
    private Optional<String> rootOf(String path) {
        String candidate = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        while (!resources.containsKey(candidate)) {
            int slash = candidate.lastIndexOf('/');
            if (slash <= 0) {
                return Optional.empty();
            }
            candidate = candidate.substring(0, slash);
        }
        return Optional.of(candidate);
    }

    private HttpReply.Whole refusal(Optional<Representation> wanted, List<ServerError> errors) {
        Representation representation =
                wanted.orElseGet(() -> new Representation(Encoding.JSON, Encoding.JSON.mediaType()));
        byte[] body = switch (representation.encoding()) {
            case JSON -> ErrorBody.json(errors);
            case XML -> ErrorBody.xml(errors, namespaces);
        };
        Condition condition = errors.getFirst().condition();
        HttpReply.Whole reply = HttpReply.of(condition.status(), representation.mediaType(), body);
        return condition == Condition.UNAUTHENTICATED
                ? reply.with("www-authenticate", "Basic realm=\"OpenMFS\", charset=\"UTF-8\"")
                : reply;
    }
}
