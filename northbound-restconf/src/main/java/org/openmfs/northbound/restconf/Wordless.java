package org.openmfs.northbound.restconf;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.JerseyCalls;

/** Words for what Jersey refuses without any, before it asks what is to be said: headers that it can't read. */
final class Wordless implements ContainerResponseFilter {
    private static final int FIRST_FAILURE = 400;
    private static final RefusedException UNREADABLE = new RefusedException(
            Condition.MALFORMED_HTTP, "A header, such as Accept or Content-Type, is not of its form.");

    private final RefusalReplies refusals;

    Wordless(RefusalReplies refusals) {
        this.refusals = refusals;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < FIRST_FAILURE || response.hasEntity()) {
            return;
        }
        HttpCall call = JerseyCalls.head(request);
        HttpReply.Whole reply = response.getStatus() == Response.Status.BAD_REQUEST.getStatusCode()
                ? refusals.of(call, UNREADABLE)
                : refusals.failed(call);
        response.setStatus(reply.status());
        response.setEntity(
                reply.body(),
                new Annotation[0],
                MediaType.valueOf(reply.headers().get("content-type")));
        response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, reply.body().length);
    }
}
