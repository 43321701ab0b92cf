package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.ChannelSubsystem;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Logger;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client that shares no SSH library with the agent agrees on with it. */
@Timeout(60)
final class IndependentSshClientTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture();

    /** What jsch says while it connects. */
    private record Heard(List<String> lines) implements Logger {
        @Override
        public boolean isEnabled(int level) {
            return true;
        }

        @Override
        public void log(int level, String line) {
            lines.add(line);
        }
    }

    @Test
    void mlkem768x25519_is_chosen_although_the_client_can_do_others() throws Exception {
        var heard = new Heard(new CopyOnWriteArrayList<>());
        var session = session("mlkem768x25519-sha256,sntrup761x25519-sha512,curve25519-sha256");
        session.setLogger(heard);
        try {
            session.connect(PATIENCE_MILLIS);

            assertThat(heard.lines()).contains("kex: algorithm: mlkem768x25519-sha256");
            assertThat(helloOf(session)).contains("urn:ietf:params:netconf:base:1.1");
        } finally {
            session.disconnect();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlkem768x25519-sha256", "curve25519-sha256"})
    void a_client_that_can_do_one_key_exchange_gets_that_one(String only) throws Exception {
        var session = session(only);
        try {
            session.connect(PATIENCE_MILLIS);

            assertThat(session.isConnected()).isTrue();
        } finally {
            session.disconnect();
        }
    }

    private Session session(String keyExchanges) throws JSchException, IOException {
        var session =
                new JSch().getSession("admin", "127.0.0.1", fixture.server().port());
        session.setPassword(fixture.password());
        session.setConfig("kex", keyExchanges);
        session.setConfig("StrictHostKeyChecking", "no");
        return session;
    }

    /** One message, which proves that both ends derived the same keys. */
    private static String helloOf(Session session) throws JSchException, IOException {
        var channel = (ChannelSubsystem) session.openChannel("subsystem");
        channel.setSubsystem("netconf");
        var in = channel.getInputStream();
        channel.connect(PATIENCE_MILLIS);
        var hello = new StringBuilder();
        while (!hello.toString().endsWith("]]>]]>")) {
            var octet = in.read();
            assertThat(octet).as("hello so far: %s", hello).isNotNegative();
            hello.append((char) octet);
        }
        return hello.toString();
    }
}
