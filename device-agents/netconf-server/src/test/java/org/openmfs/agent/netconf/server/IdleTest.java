package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;
import static org.openmfs.agent.netconf.server.Requests.getConfig;
import static org.openmfs.agent.netconf.server.Requests.subscribe;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmfs.agent.netconf.session.Limits;

final class IdleTest {
    private static final Duration IDLE = Duration.ofSeconds(1);

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture(new Limits(
            new Limits.Connections(16, 16, Duration.ofSeconds(60), Duration.ofSeconds(60), Optional.of(IDLE)),
            Limits.defaults().logins(),
            Limits.defaults().messages()));

    @Test
    void a_session_that_is_silent_for_too_long_is_closed_unless_it_waits_for_events() throws Exception {
        var subscriber = fixture.connect();
        assertReply(subscriber.rpc(subscribe(""))).isOk();
        var idle = fixture.connect();
        assertReply(idle.rpc(getConfig("running"))).lacks("rpc-error");

        assertThat(idle.isHungUp()).isTrue();

        assertReply(subscriber.rpc(getConfig("running"))).lacks("rpc-error");
        assertThat(subscriber.notification()).contains("netconf-session-start");
    }
}
