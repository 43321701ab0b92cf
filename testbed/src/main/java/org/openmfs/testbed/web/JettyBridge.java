package org.openmfs.testbed.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Turns Jetty's requests into calls for the endpoint behind the door (connector) they came through. */
final class JettyBridge extends Handler.Abstract {
    private static final int LARGEST_BODY = 1 << 20;
    private static final Duration PING_INTERVAL = Duration.ofSeconds(10);
    private final Map<Connector, Endpoint> endpoints = new ConcurrentHashMap<>();

    void serve(Connector door, Endpoint endpoint) {
        endpoints.put(door, endpoint);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        Optional<String> body = body(request);
        Reply reply = body.isEmpty()
                ? Reply.empty(413)
                : endpoints.get(request.getConnectionMetaData().getConnector()).handle(call(request, body.get()));
        switch (reply) {
            case Reply.Content content -> send(content, request, response, callback);
            case Reply.Events events -> stream(events.subscription(), response, callback);
            case Reply.Silence silence -> stall(silence, request, callback);
        }
        return true;
    }

    private static Optional<String> body(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            return bytes.length > LARGEST_BODY
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static Call call(Request request, String body) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaders().forEach(field -> headers.put(field.getName().toLowerCase(Locale.ROOT), field.getValue()));
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            query.put(field.getName(), field.getValues());
        }
        String path = request.getHttpURI().getPath();
        return new Call(request.getMethod(), path, query, headers, body, client(request));
    }

    private static List<X509Certificate> client(Request request) {
        boolean proven = request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData tls
                && tls.peerCertificates() != null
                && tls.peerCertificates().length > 0;
        return proven
                ? List.of(((EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE))
                        .peerCertificates()[0])
                : List.of();
    }

    private static void send(Reply.Content content, Request request, Response response, Callback callback) {
        response.setStatus(content.status());
        if (!content.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, content.type());
        }
        content.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        boolean headersOnly = request.getMethod().equals("HEAD");
        Content.Sink.write(response, true, headersOnly ? "" : content.body(), callback);
    }

    private static void stream(EventFeed.Subscription subscription, Response response, Callback callback) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
        try (subscription;
                OutputStream out = Content.Sink.asOutputStream(response)) {
            write(out, ": subscribed\n\n");
            while (subscription.isOpen()) {
                String block = subscription
                        .next(PING_INTERVAL)
                        .map(event -> "data: " + event + "\n\n")
                        .orElse(": still here\n\n");
                write(out, block);
            }
            callback.succeeded();
        } catch (IOException e) {
            callback.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void stall(Reply.Silence silence, Request request, Callback callback) {
        try {
            silence.until().await();
            // Closed first, since Jetty would answer 500 for a call that failed.
            request.getConnectionMetaData().getConnection().close();
            callback.failed(new EofException("the fault ended"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        }
    }
}
