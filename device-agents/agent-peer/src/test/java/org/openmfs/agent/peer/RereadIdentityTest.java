package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.RecordingReceiver.Event;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.peer.tls.PeerTls;
import org.openmfs.agent.peer.wire.Samples;
import org.openmfs.agent.protocol.Message;

/** Two CFs move to another authority while they talk. */
@Timeout(60)
final class RereadIdentityTest {
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");

    @TempDir
    Path folder;

    private final List<GrpcPeerLink> links = new ArrayList<>();

    @AfterEach
    void stop() {
        links.forEach(GrpcPeerLink::close);
    }

    @Test
    void a_stream_goes_on_while_files_are_replaced_and_the_next_one_uses_the_new_identities() throws Exception {
        TestIdentities first = new TestIdentities(Files.createDirectory(folder.resolve("first")));
        TestIdentities second = new TestIdentities(Files.createDirectory(folder.resolve("second")));
        PeerTls ofA = new PeerTls(first.of(A), Clock.systemUTC());
        PeerTls ofB = new PeerTls(first.of(B), Clock.systemUTC());
        RecordingReceiver atA = new RecordingReceiver();
        RecordingReceiver atB = new RecordingReceiver();
        GrpcPeerLink b = start(ofB, atB);
        GrpcPeerLink a = start(ofA, atA);
        b.setPeer(A, new PeerAddress("127.0.0.1", 9));
        a.setPeer(B, new PeerAddress("127.0.0.1", b.port()));
        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
        assertThat(atB.next()).isEqualTo(new Event.Link(A, true));

        replace(second.of(A).authorities(), first.of(A).authorities());
        for (PeerTls tls : List.of(ofA, ofB)) {
            replace(second.of(tls.self()).certificates(), first.of(tls.self()).certificates());
            assertThat(tls.look()).describedAs("one file of a pair").isFalse();
            replace(second.of(tls.self()).key(), first.of(tls.self()).key());
            assertThat(tls.look()).isTrue();
        }

        Message message = new Message.Query(Samples.ASSOCIATION, Samples.KEY);
        a.send(B, message);
        assertThat(atB.next()).isEqualTo(new Event.Heard(A, message));
        a.removePeer(B);
        assertThat(atB.next()).isEqualTo(new Event.Link(A, false));
        a.setPeer(B, new PeerAddress("127.0.0.1", b.port()));
        assertThat(atB.next()).isEqualTo(new Event.Link(A, true));
        assertThat(atA.next(2)).contains(new Event.Link(B, true));
        assertThat(atA.isQuiet()).isTrue();
    }

    @Test
    void a_certificate_of_another_CF_is_not_taken_while_running() throws Exception {
        TestIdentities ours = new TestIdentities(Files.createDirectory(folder.resolve("ours")));
        Credentials.Pem files = ours.of(A);
        PeerTls tls = new PeerTls(files, Clock.systemUTC());

        replace(ours.of(B).certificates(), files.certificates());
        replace(ours.of(B).key(), files.key());

        assertThat(tls.look()).isFalse();
        assertThat(tls.self()).isEqualTo(A);
    }

    private static void replace(Path by, Path file) throws IOException {
        Path beside = file.resolveSibling("beside");
        Files.copy(by, beside, StandardCopyOption.COPY_ATTRIBUTES);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private GrpcPeerLink start(PeerTls tls, RecordingReceiver receiver) throws IOException {
        GrpcPeerLink link = new GrpcPeerLink(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls,
                LinkTimes.standard(),
                LinkLimits.standard(),
                new Random(5));
        links.add(link);
        link.start(receiver);
        return link;
    }
}
