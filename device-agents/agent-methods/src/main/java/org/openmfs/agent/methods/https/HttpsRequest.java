package org.openmfs.agent.methods.https;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What is asked for: one request on a connection of its own, which hopes for JSON as it is and not compressed. Nothing in
 * it is a secret.
 *
 * @param body in JSON; empty for a request without one
 */
public record HttpsRequest(Method method, String path, String body) {
    private static final String LINES = """
            %s %s HTTP/1.1
            Host: %s
            Accept: application/json
            Accept-Encoding: identity
            Connection: close
            """;
    private static final String LINES_OF_BODY = """
            Content-Type: application/json
            Content-Length: %d
            """;

    /** How it is asked for. */
    public enum Method {
        GET,
        POST
    }

    /** @throws IllegalArgumentException if the path could end its line */
    public HttpsRequest {
        if (!path.matches("/[\\x21-\\x7e]*")) {
            throw new IllegalArgumentException("the path of a request is printable ASCII that begins with /");
        }
    }

    public static HttpsRequest get(URI address) {
        return new HttpsRequest(Method.GET, path(address), "");
    }

    public static HttpsRequest post(URI address, String json) {
        return new HttpsRequest(Method.POST, path(address), json);
    }

    private static String path(URI address) {
        return URI.create(address.toASCIIString()).getRawPath();
    }

    byte[] octets(HttpsPlace place) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = LINES.formatted(method, path, place.field())
                + (content.length == 0 ? "" : LINES_OF_BODY.formatted(content.length))
                + "\n";
        byte[] lines = head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[lines.length + content.length];
        System.arraycopy(lines, 0, whole, 0, lines.length);
        System.arraycopy(content, 0, whole, lines.length, content.length);
        return whole;
    }
}
