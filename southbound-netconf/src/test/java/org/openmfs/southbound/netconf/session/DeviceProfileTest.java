package org.openmfs.southbound.netconf.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DeviceProfileTest {
    private static DeviceProfile of(String... names) {
        return DeviceProfile.of(Stream.concat(
                        Stream.of("urn:ietf:params:netconf:base:1.1", "http://example.com/vendor?module=candidate"),
                        Arrays.stream(names).map(name -> "urn:ietf:params:netconf:capability:" + name))
                .toList());
    }

    @Test
    void a_device_that_says_nothing_of_writing_cannot_be_changed() {
        assertThat(of("notification:1.0", "xpath:1.0").writable()).isFalse();
        assertThat(of("writable-running:1.0").writable()).isTrue();
        assertThat(of("candidate:1.0").writable()).isTrue();
    }

    @Test
    void commits_are_confirmed_only_where_there_is_a_candidate() {
        assertThat(of("candidate:1.0", "confirmed-commit:1.1").confirms()).isTrue();
        assertThat(of("writable-running:1.0", "confirmed-commit:1.1").confirms())
                .isFalse();
    }

    @Test
    void the_older_confirmed_commit_cannot_be_cancelled() {
        assertThat(of("candidate:1.0", "confirmed-commit:1.0").confirms()).isTrue();
        assertThat(of("candidate:1.0", "confirmed-commit:1.0").cancels()).isFalse();
    }
}
