package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpsPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "https://kme.example, kme.example, 443, kme.example",
        "https://kme.example:443/a, kme.example, 443, kme.example:443",
        "https://kme.example:8443, kme.example, 8443, kme.example:8443",
        "https://kme.example:0, kme.example, 0, kme.example:0",
        "https://192.0.2.1/, 192.0.2.1, 443, 192.0.2.1",
        "https://[2001:db8::1], 2001:db8::1, 443, [2001:db8::1]",
        "https://[2001:db8::1]:8443, 2001:db8::1, 8443, [2001:db8::1]:8443"
    })
    void a_place_is_a_host_without_brackets_and_a_port_and_a_field_as_the_address_has_them(
            URI address, String host, int port, String field) {
        assertThat(HttpsPlace.of(address)).isEqualTo(new HttpsPlace(host, port, field));
    }
}
