package org.openmfs.testbed.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as an endpoint sees it.
 *
 * @param method upper-case HTTP method
 * @param path still percent-encoded, so that an encoded {@code /} stays inside its segment
 * @param query decoded parameters, each with all its values
 * @param headers by lower-case name
 * @param body text, empty if there was none
 * @param client certificate that the caller proved to own in the TLS handshake; a list of at most one
 */
public record Call(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String body,
        List<X509Certificate> client) {

    /** The path's segments, still encoded, without empty ones. */
    public List<String> rawSegments() {
        return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
    }

    /** The path's segments, decoded. */
    public List<String> segments() {
        return rawSegments().stream().map(Call::decode).toList();
    }

    /** The same call of another path. */
    public Call at(String otherPath) {
        return new Call(method, otherPath, query, headers, body, client);
    }

    /** The same call with another method and body. */
    public Call with(String otherMethod, String otherBody) {
        return new Call(otherMethod, path, query, headers, otherBody, client);
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** Percent-decodes one path segment; a plus sign stays a plus sign. */
    public static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
