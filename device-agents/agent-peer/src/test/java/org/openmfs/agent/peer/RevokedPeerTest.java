package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.RecordingReceiver.Event;
import org.openmfs.agent.peer.pki.TestIdentities;
import org.openmfs.agent.peer.tls.PeerTls;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Signature;

/** A peer whose certificate was revoked, or has expired, before a stream and during one; A calls, B listens. */
@Timeout(60)
final class RevokedPeerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final CfId A = new CfId("cf-a");
    private static final CfId B = new CfId("cf-b");
    private static final LinkTimes TIMES = new LinkTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMillis(10),
            Duration.ofMillis(200),
            Duration.ofMillis(50));

    private static TestIdentities issued;

    private final List<GrpcPeerLink> links = new ArrayList<>();
    private final RecordingReceiver atA = new RecordingReceiver();
    private final RecordingReceiver atB = new RecordingReceiver();
    private TestIdentities identities;
    private Path lists;

    @BeforeAll
    static void makeAuthority(@TempDir Path folder) {
        issued = new TestIdentities(folder);
        issued.of(A);
        issued.of(B);
    }

    @BeforeEach
    void makeList(@TempDir Path folder) {
        identities = issued.copiedTo(folder.resolve("pki"));
        lists = identities.revoke();
    }

    @AfterEach
    void stop() {
        links.forEach(GrpcPeerLink::close);
    }

    @Test
    void a_revoked_caller_is_refused_and_told_at_both_ends() throws Exception {
        PeerTls caller = identities.tls(A);
        identities.revoke(A);

        meet(caller, knowingLists(B));

        assertThat(failureAt(A)).isEqualTo("the peer refuses our certificate: it was revoked");
        assertThat(failureAt(B)).contains("127.0.0.1", "the certificate of CF cf-a was revoked on 20");
    }

    @Test
    void a_revoked_listener_is_refused_and_told_at_both_ends() throws Exception {
        PeerTls listener = identities.tls(B);
        identities.revoke(B);

        meet(knowingLists(A), listener);

        assertThat(failureAt(A)).startsWith("the certificate of CF cf-b was revoked on 20");
        assertThat(failureAt(B)).contains("127.0.0.1", "the peer refuses our certificate: it was revoked");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stream_ends_when_its_peer_is_revoked_and_comes_back_with_a_new_certificate(boolean caller) throws Exception {
        CfId revoked = caller ? A : B;
        PeerTls ofA = knowingLists(A);
        PeerTls ofB = knowingLists(B);
        PeerTls good = caller ? ofB : ofA;
        PeerTls bad = caller ? ofA : ofB;
        meet(ofA, ofB);
        up();

        identities.revoke(revoked);
        assertThat(good.look()).isTrue();

        RecordingReceiver there = caller ? atB : atA;
        assertThat(there.next()).isEqualTo(new Event.Link(revoked, false));
        assertThat(there.why()).startsWith("the certificate of CF " + revoked + " was revoked on 20");

        GrpcPeerLink refused = caller ? links.getFirst() : links.getLast();
        await(
                "a refusal",
                () -> failures(refused)
                        .anyMatch(text -> text.endsWith("the peer refuses our certificate: it was revoked")));
        identities.renew(revoked);
        assertThat(bad.look()).isTrue();

        await(
                "the stream",
                () -> links.stream().flatMap(link -> link.states().stream()).allMatch(PeerState::up));
    }

    @Test
    void a_stream_ends_when_its_peers_certificate_expires_and_its_reason_has_the_date() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        PeerTls patient = new PeerTls(identities.of(B), Optional.of(lists), now::get);
        meet(identities.tls(A), patient);
        up();

        now.set(Instant.now().plus(Duration.ofDays(398)));

        assertThat(atB.next()).isEqualTo(new Event.Link(A, false));
        assertThat(atB.why()).startsWith("the certificate of CF cf-a expired on 20");
    }

    @Test
    void what_a_revoked_peer_signed_is_not_believed_any_more() throws Exception {
        PeerTls ofB = knowingLists(B);
        meet(identities.tls(A), ofB);
        up();
        byte[] text = "what was said".getBytes(StandardCharsets.US_ASCII);
        Authenticator signer = links.getFirst().authenticator();
        Authenticator judge = links.getLast().authenticator();
        Authenticator.Certificates both = signer.towards(B).orElseThrow();
        Signature signature = signer.sign(both.own(), text).orElseThrow();
        assertThat(judge.verifies(A, both.own(), text, signature)).isTrue();

        identities.revoke(A);
        ofB.look();

        assertThat(judge.verifies(A, both.own(), text, signature)).isFalse();
    }

    private PeerTls knowingLists(CfId cf) throws IOException, GeneralSecurityException {
        return new PeerTls(identities.of(cf), Optional.of(lists), Clock.systemUTC());
    }

    private void meet(PeerTls caller, PeerTls listener) throws IOException {
        GrpcPeerLink a = link(caller);
        GrpcPeerLink b = link(listener);
        a.start(atA);
        b.start(atB);
        b.setPeer(A, new PeerAddress("127.0.0.1", 9));
        a.setPeer(B, new PeerAddress("127.0.0.1", b.port()));
    }

    private void up() throws InterruptedException {
        assertThat(atA.next()).isEqualTo(new Event.Link(B, true));
        assertThat(atB.next()).isEqualTo(new Event.Link(A, true));
    }

    private GrpcPeerLink link(PeerTls tls) {
        GrpcPeerLink link = new GrpcPeerLink(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                tls,
                TIMES,
                LinkLimits.standard(),
                new Random(5));
        links.add(link);
        return link;
    }

    private String failureAt(CfId end) {
        GrpcPeerLink link = end.equals(A) ? links.getFirst() : links.getLast();
        await("a failure at " + end, () -> failures(link).anyMatch(text -> true));
        return failures(link).findFirst().orElseThrow();
    }

    private static Stream<String> failures(GrpcPeerLink link) {
        return link.states().stream().map(PeerState::lastFailure).filter(text -> !text.isEmpty());
    }

    private static void await(String what, BooleanSupplier reached) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not come in " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
