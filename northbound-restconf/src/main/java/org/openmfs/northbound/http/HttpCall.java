package org.openmfs.northbound.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param method in upper case, as written
 * @param path as written: percent-encoded, without the query
 * @param query names and values, decoded, in the order in which they were written
 * @param headers names in lower case
 * @param body empty if there is none
 */
public record HttpCall(
        String method,
        String path,
        List<Map.Entry<String, String>> query,
        Map<String, List<String>> headers,
        byte[] body) {

    /** The only value of a header; several are joined as RFC 9110 (section 5.3) has it. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> String.join(", ", values));
    }
}
