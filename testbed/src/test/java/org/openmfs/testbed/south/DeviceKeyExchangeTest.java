package org.openmfs.testbed.south;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.southbound.netconf.NetconfDevices;

/** How the manager's SSH and the agent's agree on keys, read off the wire between the two. */
@Timeout(120)
final class DeviceKeyExchangeTest {
    private static final String HYBRID = "mlkem768x25519-sha256";
    private static final int X25519_OCTETS = 32;
    private static final int ML_KEM_768_KEY_OCTETS = 1184;
    private static final int ML_KEM_768_CIPHERTEXT_OCTETS = 1088;
    private static final int KEXINIT = 20;
    private static final int INIT = 30;
    private static final int REPLY = 31;
    private static final int NEW_KEYS = 21;

    private final RecordedDeviceReports reports = new RecordedDeviceReports();

    @Test
    void manager_and_agent_agree_on_ml_kem_with_x25519() throws Exception {
        try (DefaultNetconfTimer timer = new DefaultNetconfTimer();
                NetconfClientFactoryImpl clients = new NetconfClientFactoryImpl(timer);
                AgentSite west = new AgentSite("west");
                SshTap tap = new SshTap(west.settings().port());
                NetconfDevices manager = new NetconfDevices(clients, reports)) {
            manager.onboard(through(tap, west.settings()));
            reports.awaitReadings(west.settings().id(), 1);

            assertThat(tap.saidByClient()).extracting(SshTap.Message::number).containsExactly(KEXINIT, INIT, NEW_KEYS);
            assertThat(tap.saidByServer()).extracting(SshTap.Message::number).containsExactly(KEXINIT, REPLY, NEW_KEYS);
            assertThat(agreedOn(tap)).isEqualTo(HYBRID);
            assertThat(tap.saidByClient().get(1).lengthOfFirst()).isEqualTo(ML_KEM_768_KEY_OCTETS + X25519_OCTETS);
            assertThat(tap.saidByServer().get(1).lengthOfSecond())
                    .isEqualTo(ML_KEM_768_CIPHERTEXT_OCTETS + X25519_OCTETS);
        }
    }

    /** RFC 4253, section 7.1: the first of the client's that the server has too. */
    private static String agreedOn(SshTap tap) {
        List<String> had = tap.saidByServer().getFirst().keyExchanges();
        return tap.saidByClient().getFirst().keyExchanges().stream()
                .filter(had::contains)
                .findFirst()
                .orElse("nothing");
    }

    private static Device through(SshTap tap, Device device) {
        return new Device(device.id(), device.host(), tap.port(), device.hostKey(), device.credential(), false);
    }
}
