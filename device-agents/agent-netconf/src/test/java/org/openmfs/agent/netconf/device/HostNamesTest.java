package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of hosts as container tools give them, and files as editors write them. */
final class HostNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://stack_kme:8443, stack_kme, _",
        "https://kme_1/api, kme_1, _",
        "https://bücher.example, bücher.example, ü",
    })
    void a_host_name_that_no_URI_takes_is_named_with_the_letter_that_is_wrong(String uri, String host, String letter)
            throws Exception {
        assertThat(new SampleFile(folder).set("kme.uri", uri).faults())
                .containsExactly(
                        "kme.uri: expected https://HOST[:PORT][/PATH] without user, password, query or fragment;"
                                + " no host of a URI may be named '" + host + "', for its '" + letter
                                + "': use another name of it, or its address");
    }

    @ParameterizedTest
    @CsvSource({"https://user_1:secret_2@kme:8443", "https://us_er@kme", "https:///kme_1"})
    void nothing_that_may_be_a_password_is_quoted(String uri) throws Exception {
        assertThat(new SampleFile(folder).set("kme.uri", uri).faults())
                .containsExactly(
                        "kme.uri: expected https://HOST[:PORT][/PATH] without user, password, query or fragment");
    }

    @ParameterizedTest
    @CsvSource({
        "https://kme:84_43",
        "https://kme.example:0/api",
        "https://192.0.2.1:65536",
        "https://[::1]:65536",
        "https://kme:" + "99999999999"
    })
    void a_port_that_is_none_is_told_as_that_and_not_quoted(String uri) throws Exception {
        assertThat(new SampleFile(folder).set("kme.uri", uri).faults())
                .containsExactly(
                        "kme.uri: expected https://HOST[:PORT][/PATH] without user, password, query or fragment;"
                                + " its port is none of 1..65535");
    }

    @Test
    void a_file_that_begins_with_a_byte_order_mark_is_read() throws Exception {
        SampleFile file = new SampleFile(folder);

        assertThat(file.faults("\uFEFF" + file.json().toString().replace("{", "{\r\n")))
                .isEmpty();
    }
}
