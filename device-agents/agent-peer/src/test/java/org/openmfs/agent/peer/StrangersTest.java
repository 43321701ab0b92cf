package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;

/** Somebody without a certificate calls again and again, so that what befalls a true peer is not told. */
final class StrangersTest {
    private static final int MANY = 1_000;
    private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");
    private static final InetAddress OTHER = InetAddress.ofLiteral("198.51.100.7");

    private long now = 1;
    private final CallerNews news = new CallerNews(() -> now);
    private final Peer peer = new Peer(new CfId("cf-a"), new PeerAddress("192.0.2.1", 4701), false, () -> now);

    @Test
    void a_strangers_endless_news_end_soon_and_leave_the_next_callers_untouched() {
        long told = IntStream.range(0, MANY)
                .filter(i -> news.isNews(STRANGER, "stranger " + i))
                .count();

        assertThat(told).isBetween(1L, 8L);
        assertThat(news.isNews(OTHER, "the certificate expired")).isTrue();
        assertThat(news.isNews(OTHER, "the certificate expired")).isFalse();
        pass(Duration.ofMinutes(10));
        assertThat(news.isNews(STRANGER, "stranger 1")).isTrue();
    }

    @Test
    void strangers_of_many_addresses_make_no_endless_news_either() {
        long told = IntStream.range(0, MANY)
                .filter(i -> news.isNews(InetAddress.ofLiteral("203.0." + i / 250 + "." + i % 250), "stranger"))
                .count();

        assertThat(told).isEqualTo(64);
        pass(Duration.ofMinutes(10));
        assertThat(news.isNews(OTHER, "stranger")).isTrue();
    }

    @Test
    void calls_that_claim_a_peers_name_leave_the_news_of_the_peer_itself() {
        claimEndlessly();

        assertThat(peer.called("the certificate of CF cf-a expired")).isTrue();
        assertThat(peer.failed("the connection is gone")).isTrue();
        IntStream.range(0, MANY).forEach(i -> peer.called("call " + i));
        assertThat(peer.failed("no answer in time")).isTrue();
    }

    @Test
    void what_a_stranger_claims_does_not_take_the_place_of_what_befell_the_peer() {
        pass(Duration.ofSeconds(10));
        peer.claimed("a stranger's word");
        assertThat(peer.state().lastFailure()).isEqualTo("a stranger's word");

        peer.called("the certificate of CF cf-a expired");
        claimEndlessly();

        assertThat(peer.state().lastFailure()).isEqualTo("the certificate of CF cf-a expired");
    }

    @Test
    void the_association_hears_of_the_peer_however_often_a_stranger_calls() {
        pass(Duration.ofSeconds(10));
        claimEndlessly();

        peer.called("the certificate of CF cf-a expired");

        assertThat(peer.mayTell()).isTrue();
        pass(Duration.ofSeconds(10));
        assertThat(peer.claimed("a stranger's word")).isFalse();
        assertThat(peer.mayTell()).isTrue();
    }

    @Test
    void a_peer_that_calls_from_another_address_is_told_when_nothing_is_heard_from_its_own() {
        pass(Duration.ofSeconds(10));
        peer.failed("the connection is gone");
        pass(Duration.ofMinutes(2));

        assertThat(peer.claimed("the certificate of CF cf-a expired")).isTrue();
        assertThat(peer.state().lastFailure()).isEqualTo("the certificate of CF cf-a expired");
    }

    private void claimEndlessly() {
        IntStream.range(0, MANY).forEach(i -> peer.claimed("claim " + i));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
