package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1:830",
        "0:0:0:0:0:0:0:1, [::1]:830",
        "0:0:0:0:0:0:0:0, [::]:830",
        "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]:830",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]:830",
        "2001:0DB8:0:0:0:0:0:0, [2001:db8::]:830",
    })
    void addresses_are_written_as_rfc_5952_says(String address, String written) throws Exception {
        assertThat(AddressText.of(new InetSocketAddress(InetAddress.getByName(address), 830)))
                .isEqualTo(written);
    }
}
