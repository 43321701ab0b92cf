package org.openmfs.northbound.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Requests and replies between Jersey and the resources, which know nothing of it. */
public final class JerseyCalls {
    private JerseyCalls() {}

    /**
     * The request, with its body.
     *
     * @throws IOException if the body does not come, or is too big
     */
    public static HttpCall whole(ContainerRequestContext context) throws IOException {
        return call(context, context.getEntityStream().readAllBytes());
    }

    /** The request without its body. */
    public static HttpCall head(ContainerRequestContext context) {
        return call(context, new byte[0]);
    }

    private static HttpCall call(ContainerRequestContext context, byte[] body) {
        URI target = context.getUriInfo().getRequestUri();
        Map<String, List<String>> headers = new HashMap<>();
        context.getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        try {
            return new HttpCall(
                    context.getMethod(),
                    target.getRawPath(),
                    RequestTarget.parameters(target.getRawQuery() == null ? "" : target.getRawQuery()),
                    headers,
                    body);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("what is no text was let through", e);
        }
    }

    /** Who sends it, the principal of the request, has shown who he is: his connection is not the one that is ended where there are too many. */
    public static void known(ContainerRequestContext context) {
        String user = Optional.ofNullable(context.getSecurityContext().getUserPrincipal())
                .map(Principal::getName)
                .orElse("");
        if (sender(context).orElse(null) instanceof Strangers.Client client) {
            client.knows().accept(user);
        }
    }

    /** The address that a request came from, without the port, or its place in this process; empty where the connection has none. */
    public static String address(ContainerRequestContext context) {
        return sender(context).map(JerseyCalls::text).orElse("");
    }

    private static String text(Strangers.Sender sender) {
        return switch (sender) {
            case Strangers.Client client
            when client.address() instanceof InetSocketAddress address ->
                address.getAddress().getHostAddress();
            case Strangers.Client other -> "";
            case Strangers.Inside inside -> inside.place();
        };
    }

    /** Whether it was made in this process. */
    public static boolean isInner(ContainerRequestContext context) {
        return inside(context).isPresent();
    }

    /** Whether who asks in this process may still do so, whenever it is asked; empty for clients. */
    public static Optional<BooleanSupplier> standing(ContainerRequestContext context) {
        return inside(context).map(Strangers.Inside::standing);
    }

    private static Optional<Strangers.Inside> inside(ContainerRequestContext context) {
        return sender(context).filter(Strangers.Inside.class::isInstance).map(Strangers.Inside.class::cast);
    }

    private static Optional<Strangers.Sender> sender(ContainerRequestContext context) {
        return Optional.ofNullable((Strangers.Sender) context.getProperty(Strangers.class.getName()));
    }

    /** What goes back, to anybody. */
    public static Response response(HttpReply reply) {
        return response(reply, Optional::empty);
    }

    /**
     * What goes back.
     *
     * @param ending why a reply that goes on ends now; asked every second
     */
    public static Response response(HttpReply reply, Supplier<Optional<String>> ending) {
        return switch (reply) {
            case HttpReply.Whole whole -> whole(whole);
            case HttpReply.Events(EventSource source) ->
                Response.ok(new EventStream(source, ending))
                        .type(MediaType.SERVER_SENT_EVENTS)
                        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                        // Of HTTP/1.1: who waits for the end of the connection finds it. HTTP/2 leaves it out.
                        .header("Connection", "close")
                        .build();
        };
    }

    private static Response whole(HttpReply.Whole reply) {
        Response.ResponseBuilder built = Response.status(reply.status());
        reply.headers().forEach(built::header);
        if (reply.body().length > 0) {
            built.entity(reply.body());
        }
        if (reply.status() != Response.Status.NO_CONTENT.getStatusCode()
                && reply.status() != Response.Status.NOT_MODIFIED.getStatusCode()) {
            built.header(HttpHeaders.CONTENT_LENGTH, reply.body().length);
        }
        return built.build();
    }
}
