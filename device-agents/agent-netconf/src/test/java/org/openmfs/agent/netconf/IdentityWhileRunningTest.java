package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.peer.GrpcPeerLink;
import org.openmfs.agent.peer.LinkLimits;
import org.openmfs.agent.peer.LinkTimes;
import org.openmfs.agent.peer.PeerAddress;
import org.openmfs.agent.peer.pki.AuthorityFolder;
import org.openmfs.agent.peer.tls.PeerTls;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.PeerLink;

/** What an agent makes of its certificates and keys: near their end, and when they are replaced. */
@Timeout(120)
final class IdentityWhileRunningTest {
    /** Certificates of the test authority last 397 days. */
    private static final Duration NEARLY = Duration.ofDays(-391);

    @TempDir
    Path folder;

    @Test
    void a_certificate_that_expires_within_a_week_is_an_alarm() throws Exception {
        try (OneAgent agent =
                new OneAgent(folder).with(issue("pki", NEARLY, OneAgent.A)).start()) {
            agent.associate(9);

            assertThat(agent.await("<alarm", "certificate-expires"))
                    .contains("<association>blue</association>", "cf-a.pem", "expires on ", "in 5 days");
        }
    }

    @Test
    void a_certificate_that_is_revoked_is_an_alarm_and_no_agent_starts_with_it() throws Exception {
        Credentials.Pem files = issue("pki", Duration.ZERO, OneAgent.A);
        AuthorityFolder authority = OneAgent.authority(folder.resolve("pki"), Duration.ZERO);
        Path lists = authority.revoke(List.of(), Duration.ofDays(30)).file();
        try (OneAgent agent = new OneAgent(folder).with(files).knowing(lists).start()) {
            agent.associate(9);
            authority.revoke(List.of(OneAgent.A), Duration.ofDays(30));

            assertThat(agent.await("<alarm", "certificate-expires"))
                    .contains("<association>blue</association>", "cf-a.pem", "CN=cf-a was revoked on 20");
        }

        AgentSettings again = new OneAgent(folder).with(files).knowing(lists).settings();
        assertThatThrownBy(() -> MfsAgent.start(again))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(files.certificates() + ": the certificate of CN=cf-a was revoked on 20");
    }

    @Test
    void replaced_files_are_used_for_new_connections_once_they_fit_together() throws Exception {
        Credentials.Pem first = issue("pki", Duration.ZERO, OneAgent.A);
        Credentials.Pem second = issue("new", Duration.ZERO, OneAgent.A);
        PeerTls peers = new PeerTls(issue("new", Duration.ZERO, OneAgent.B), Clock.systemUTC());
        GrpcPeerLink peer = new GrpcPeerLink(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                peers,
                LinkTimes.standard(),
                LinkLimits.standard(),
                new Random(5));
        try (peer;
                OneAgent agent = new OneAgent(folder).with(first).start()) {
            peer.start(new Nobody());
            peer.setPeer(OneAgent.A, new PeerAddress("127.0.0.1", 9));
            agent.associate(peer.port());
            assertThat(agent.await("<association-changed", "peer-unreachable"))
                    .contains("the link to the peer is down: ", "unknown authority");

            replace(second.authorities(), first.authorities());
            replace(second.certificates(), first.certificates());
            Thread.sleep(4000);
            replace(second.key(), first.key());

            agent.await("<association-changed", "<phase>negotiating</phase>");
            while (peer.states().stream().noneMatch(state -> state.up())) {
                Thread.sleep(50);
            }
        }
    }

    private static void replace(Path by, Path file) throws IOException {
        Path beside = file.resolveSibling("next");
        Files.copy(by, beside, StandardCopyOption.COPY_ATTRIBUTES);
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Credentials.Pem issue(String authority, Duration fromNow, CfId cf) throws Exception {
        OneAgent.authority(folder.resolve(authority), Duration.ZERO);
        return OneAgent.authority(folder.resolve(authority), fromNow).issue(cf);
    }

    /** Hears nothing of what a link reports. */
    private static final class Nobody implements PeerLink.Receiver {
        @Override
        public void received(CfId peer, Message message) {}

        @Override
        public void linkChanged(CfId peer, PeerLink.LinkState state) {}
    }
}
