package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.ErrorBody;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.http.Encoding;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.Refusals;

/** What goes wrong, as {@code ietf-restconf:errors} (RFC 8040, section 3.9), in the encoding that the client wants. */
public final class RefusalReplies implements Refusals {
    /** When to come again who could not be served now. */
    static final String AGAIN_SECONDS = "2";

    private static final ServerError FAILED =
            ServerError.of(Condition.FAILED, "The server could not carry out the request.");

    private final UnaryOperator<String> namespaces;

    /** @param namespaces from a module's name to its namespace */
    public RefusalReplies(UnaryOperator<String> namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public HttpReply.Whole of(Problem problem) {
        return reply(
                Optional.empty(),
                List.of(
                        switch (problem) {
                            case MALFORMED -> ServerError.of(Condition.MALFORMED_HTTP, "This is no HTTP request.");
                            case TOO_BIG -> ServerError.of(Condition.TOO_BIG, "The body is too big.");
                            case TOO_SLOW -> ServerError.of(Condition.TOO_SLOW, "The request did not come in time.");
                            case FAILED -> FAILED;
                        }));
    }

    /** What a client is told. */
    HttpReply.Whole of(HttpCall call, RefusedException refused) {
        HttpReply.Whole reply = reply(Representation.wanted(call), refused.errors());
        return refused.allowed().isEmpty() ? reply : reply.with("allow", String.join(", ", refused.allowed()));
    }

    /** Something went wrong here; what it is stays here. */
    HttpReply.Whole failed(HttpCall call) {
        return reply(Representation.wanted(call), List.of(FAILED));
    }

    private HttpReply.Whole reply(Optional<Representation> wanted, List<ServerError> errors) {
        Representation representation =
                wanted.orElseGet(() -> new Representation(Encoding.JSON, Encoding.JSON.mediaType()));
        byte[] body = switch (representation.encoding()) {
            case JSON -> ErrorBody.json(errors);
            case XML -> ErrorBody.xml(errors, namespaces);
        };
        Condition condition = errors.getFirst().condition();
        HttpReply.Whole reply = HttpReply.of(condition.status(), representation.mediaType(), body);
        return switch (condition) {
            case UNAUTHENTICATED -> reply.with("www-authenticate", "Basic realm=\"OpenMFS\", charset=\"UTF-8\"");
            case STORE_AWAY, UNCERTAIN, UNRECORDED -> reply.with("retry-after", AGAIN_SECONDS);
            default -> reply;
        };
    }
}
