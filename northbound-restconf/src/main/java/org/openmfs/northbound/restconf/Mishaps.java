package org.openmfs.northbound.restconf;

import com.google.common.base.Throwables;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.JerseyCalls;
import org.openmfs.northbound.http.Refusals.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong outside of the resources, as answers. */
final class Mishaps implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(Mishaps.class);

    private final RefusalReplies refusals;

    @Inject
    private Provider<ContainerRequestContext> request;

    Mishaps(RefusalReplies refusals) {
        this.refusals = refusals;
    }

    @Override
    public Response toResponse(Throwable mishap) {
        return JerseyCalls.response(reply(JerseyCalls.head(request.get()), mishap));
    }

    private HttpReply.Whole reply(HttpCall call, Throwable mishap) {
        if (mishap instanceof WebApplicationException known) {
            return ofStatus(call, known);
        }
        if (Throwables.getCausalChain(mishap).stream().anyMatch(TimeoutException.class::isInstance)) {
            return refusals.of(Problem.TOO_SLOW).with("connection", "close");
        }
        if (mishap instanceof IOException || mishap instanceof UncheckedIOException) {
            LOG.debug("{} {} did not come whole", call.method(), call.path(), mishap);
            return refusals.of(Problem.MALFORMED);
        }
        LOG.error("{} {} failed", call.method(), call.path(), mishap);
        return refusals.failed(call);
    }

    private HttpReply.Whole ofStatus(HttpCall call, WebApplicationException known) {
        return switch (Response.Status.fromStatusCode(known.getResponse().getStatus())) {
            case NOT_FOUND ->
                refusals.of(call, new RefusedException(Condition.NO_SUCH_RESOURCE, "There is nothing here."));
            case METHOD_NOT_ALLOWED ->
                refusals.of(call, RefusedException.methodNotAllowed(RestconfApplication.METHODS));
            case REQUEST_ENTITY_TOO_LARGE -> refusals.of(Problem.TOO_BIG);
            default -> {
                LOG.error("{} {} failed", call.method(), call.path(), known);
                yield refusals.failed(call);
            }
        };
    }
}
