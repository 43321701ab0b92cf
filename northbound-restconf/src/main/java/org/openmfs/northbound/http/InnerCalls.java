package org.openmfs.northbound.http;

import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;

/**
 * Requests that are made in this process, for somebody whom whoever makes them has recognised: they pass the same filters
 * and reach the same resources as those of clients, without a connection.
 */
public final class InnerCalls {
    private static final URI BASE = URI.create("http://localhost/");

    private final ApplicationHandler application;

    InnerCalls(ApplicationHandler application) {
        this.application = application;
    }

    /**
     * A request.
     *
     * @param asker who asks
     * @param target path and query, percent-encoded
     * @param headers with names in lower case
     */
    public record Call(Asker asker, String method, String target, Map<String, String> headers, byte[] body) {}

    /**
     * Who asks.
     *
     * @param from where, as the audit shows it in the place of an address
     * @param standing whether this user may ask still; a stream of events ends when he may not
     */
    public record Asker(Principal user, String from, BooleanSupplier standing) {}

    /** The whole answer. */
    public HttpReply.Whole ask(Call call) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ContainerResponse response = answered(application.apply(request(call), body));
        Map<String, String> headers = new LinkedHashMap<>();
        response.getStringHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new HttpReply.Whole(response.getStatus(), headers, body.toByteArray());
    }

    /** Writes an answer as it comes, up to its end; interrupted, it ends a stream of events. */
    public void follow(Call call, OutputStream to) throws InterruptedException {
        ContainerResponse unused = answered(application.apply(request(call), to));
    }

    private static ContainerResponse answered(Future<ContainerResponse> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request of this process was not answered", e.getCause());
        }
    }

    private static ContainerRequest request(Call call) {
        ContainerRequest request = new ContainerRequest(
                BASE,
                BASE.resolve(call.target()),
                call.method(),
                new Known(call.asker().user()),
                new MapPropertiesDelegate(new HashMap<>(Map.of(
                        Strangers.class.getName(),
                        new Strangers.Inside(call.asker().from(), call.asker().standing())))),
                null);
        call.headers().forEach(request::header);
        request.setEntityStream(new ByteArrayInputStream(call.body()));
        return request;
    }

    /** Who asks, before any filter looks. */
    private record Known(Principal user) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return user;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return true;
        }

        @Override
        public String getAuthenticationScheme() {
            return "";
        }
    }
}
