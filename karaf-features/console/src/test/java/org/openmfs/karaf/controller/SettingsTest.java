package org.openmfs.karaf.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of settings that can't be. */
final class SettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:70000", "127.0.0.1:-1", "127.0.0.1:http", "127.0.0.1:", "8181", ":8181"})
    void an_address_that_is_none_is_told_by_its_member_and_what_it_takes(String http) {
        assertThatThrownBy(() -> Settings.of(Map.of("http", http)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("org.openmfs.cfg: http takes HOST:PORT with a PORT of 0 to 65535, not " + http);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "tls-cert", "tls-key"})
    void a_path_that_is_none_is_told_by_its_member(String member) {
        Map<String, String> paths = Map.of("data", "data", "tls-cert", "cert", "tls-key", "key");
        Map<String, String> wrong = new java.util.HashMap<>(paths);
        wrong.put(member, "a\0b");

        assertThatThrownBy(() -> Settings.of(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("org.openmfs.cfg: " + member + " takes the path of a file or folder");
    }

    @Test
    void an_address_that_can_be_listened_at_is_taken() {
        assertThat(Settings.of(Map.of("http", "[::1]:0")).data()).hasToString("users");
    }
}
