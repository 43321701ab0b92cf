package org.openmfs.controller.model.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of hosts as container tools give them, and addresses as people copy them from other programs. */
final class ManagerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://stack_manager:8443/restconf, stack_manager, _",
        "http://manager_1, manager_1, _",
        "https://bücher.example/restconf, bücher.example, ü",
    })
    void a_host_name_that_no_URI_takes_is_named_with_the_letter_that_is_wrong(
            String address, String host, String letter) {
        assertThat(ManagerAddress.problem(address))
                .hasValue("'" + address + "' is no address to call: expected an absolute URI"
                        + " http(s)://HOST[:PORT][/PATH] without user info, query or fragment; no host of a URI may be"
                        + " named '" + host + "', for its '" + letter + "': use another name of it, or its address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://us_er:pass_word@qkdn/", "https://qkdn:84_43/", "https:///a_b", "qkd_n", "a_b:c"})
    void no_other_address_is_told_to_have_an_odd_host(String address) {
        assertThat(ManagerAddress.problem(address).orElseThrow())
                .doesNotContain("may be named")
                .doesNotContain("pass_word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://[fe80::1%eth0]:8443/restconf", "http://127.0.0.1", "https://kme-1.example/x_y"})
    void what_can_be_called_is_taken(String address) {
        assertThat(ManagerAddress.problem(address)).isEmpty();
    }
}
