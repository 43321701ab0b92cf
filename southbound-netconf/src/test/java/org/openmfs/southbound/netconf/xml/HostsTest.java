package org.openmfs.southbound.netconf.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device may call its host. */
final class HostsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wire",
                "wire.example.",
                "a_b.c-d",
                "10.0.0.1",
                "10.0.0.1%eth0",
                "::",
                "::1",
                "fe80::1%eth0",
                "2001:db8::192.0.2.1"
            })
    void names_and_addresses_are_read(String text) {
        assertThat(XmlTree.host(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wire:7000",
                "a..b",
                "a%b",
                "300.1.2.3.:",
                ":",
                "fe80::1%",
                "::1%a:b",
                "-wire",
                "wire-",
                "[::1]",
                ""
            })
    void what_is_no_host_is_refused(String text) {
        assertThatThrownBy(() -> XmlTree.host(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 254, 4_096})
    void what_is_too_long_for_a_host_is_refused(int length) {
        assertThatThrownBy(() -> XmlTree.host("a".repeat(length))).isInstanceOf(IllegalArgumentException.class);
    }
}
