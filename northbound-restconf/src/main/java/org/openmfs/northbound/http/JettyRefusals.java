package org.openmfs.northbound.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.openmfs.northbound.http.Refusals.Problem;

/** Answers of ours where Jetty would give its own: to what is no request, and to what it gives up. */
final class JettyRefusals extends ErrorHandler {
    private final Refusals refusals;

    JettyRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        HttpReply.Whole reply = refusals.of(problem(status));
        reply.headers().forEach(fields::put);
        return ByteBuffer.wrap(reply.body());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        send(response, refusals.of(problem(response.getStatus())), callback);
        return true;
    }

    private static Problem problem(int status) {
        return switch (status) {
            case HttpStatus.PAYLOAD_TOO_LARGE_413,
                    HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431,
                    HttpStatus.URI_TOO_LONG_414 -> Problem.TOO_BIG;
            case HttpStatus.REQUEST_TIMEOUT_408 -> Problem.TOO_SLOW;
            default -> HttpStatus.isServerError(status) ? Problem.FAILED : Problem.MALFORMED;
        };
    }

    private static void send(Response response, HttpReply.Whole reply, Callback callback) {
        response.setStatus(reply.status());
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            response.getHeaders().put(header.getKey(), header.getValue());
        }
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    /**
     * The request, called by a name that every URI takes, since Jersey makes one of it; the name that its client used is in
     * the header, over HTTP/2 too.
     */
    private static Request called(Request request) {
        HttpURI said = request.getHttpURI();
        HttpURI neutral = HttpURI.build(said).authority("localhost").asImmutable();
        String host = said.hasAuthority() ? said.getAuthority() : Request.getServerName(request);
        HttpFields headers = request.getHeaders().contains(HttpHeader.HOST)
                ? request.getHeaders()
                : HttpFields.build(request.getHeaders())
                        .put(HttpHeader.HOST, host)
                        .asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return neutral;
            }

            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    /** Lets through what is written as a request is. */
    Handler before(Handler resources) {
        return new Handler.Wrapper(resources) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                String query = request.getHttpURI().getQuery();
                if (RequestTarget.isWritten(request.getHttpURI().getPath(), query == null ? "" : query)) {
                    Ending ending = new Ending(callback);
                    return super.handle(called(request), ending.watching(request, response), ending);
                }
                send(response, refusals.of(Problem.MALFORMED), callback);
                return true;
            }
        };
    }
}
