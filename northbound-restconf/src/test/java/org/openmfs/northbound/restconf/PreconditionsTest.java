package org.openmfs.northbound.restconf;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openmfs.northbound.http.HttpCall;
import org.openmfs.northbound.write.DatastoreVersion;

final class PreconditionsTest {
    private static final String BEFORE = "Sun, 29 Nov 2026 00:00:00 GMT";

    private final DatastoreVersion version = new DatastoreVersion(() -> Instant.parse("2026-11-30T00:00:00Z"));

    private static HttpCall change(Map<String, String> headers) {
        Map<String, List<String>> given = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
        return new HttpCall("PUT", "/restconf/data", List.of(), given, new byte[0]);
    }

    /** RFC 9110, section 13.1.1: a weak tag says that something is alike, not that it is the same. */
    @Test
    void a_weak_tag_allows_no_change() {
        HttpCall change = change(Map.of("if-match", "W/" + version.entityTag()));

        assertThatThrownBy(() -> Preconditions.check(change, version, true))
                .hasMessageContaining("not as the request's conditions have it");
    }

    /** RFC 9110, section 13.1.4: who names a tag knows more than a time says. */
    @Test
    void a_time_beside_a_tag_is_not_looked_at() {
        HttpCall change = change(Map.of("if-match", version.entityTag(), "if-unmodified-since", BEFORE));

        assertThatCode(() -> Preconditions.check(change, version, true)).doesNotThrowAnyException();
    }
}
