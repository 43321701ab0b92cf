package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.netconf.shaded.sshd.client.ClientBuilder;
import org.opendaylight.netconf.shaded.sshd.common.SshException;
import org.openmfs.agent.netconf.session.Limits;

final class GarbledKeyExchangeTest {
    /** Longer than a client of these tests waits: nobody but the key exchange hangs up. */
    private static final Duration LOGIN = Duration.ofMinutes(2);

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture(new Limits(
            new Limits.Connections(16, 16, LOGIN, Duration.ofSeconds(20), Optional.empty()),
            Limits.defaults().logins(),
            Limits.defaults().messages()));

    @ParameterizedTest
    @ValueSource(ints = {0, 1183, 1184, 1185})
    void a_client_that_shows_no_ml_kem_key_is_hung_up_on_and_others_are_served(int octets) throws Exception {
        var client = fixture.client();
        client.ssh().setKeyExchangeFactories(List.of(ClientBuilder.DH2KEX.apply(new GarbledKeyExchange(octets))));

        assertThatThrownBy(() -> client.login(fixture.server().port(), "admin", fixture.password()))
                .isInstanceOf(SshException.class)
                .hasMessage("Session is being closed");

        assertReply(fixture.connect().rpc("<get/>")).has("//session/username", "admin");
    }
}
