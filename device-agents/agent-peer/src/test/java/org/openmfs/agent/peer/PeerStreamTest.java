package org.openmfs.agent.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.peer.proto.Envelope;
import org.openmfs.agent.peer.proto.Heartbeat;
import org.openmfs.agent.peer.proto.Hello;
import org.openmfs.agent.peer.proto.KeyMessage;
import org.openmfs.agent.peer.wire.Samples;
import org.openmfs.agent.peer.wire.Writer;
import org.openmfs.agent.protocol.Message;

/** One stream's rules, in virtual time. */
final class PeerStreamTest implements PeerStream.Owner {
    private static final Message QUERY = new Message.Query(Samples.ASSOCIATION, Samples.KEY);
    private static final Random RANDOM = new Random(5);
    private static final Message LARGE = Samples.offer(Samples.octets(1 << 10));
    private static final LinkTimes TIMES =
            new LinkTimes(Duration.ofSeconds(1), Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final FakeTransport transport = new FakeTransport();
    private final List<String> events = new ArrayList<>();
    private final Peer peer = new Peer(new CfId("b"), new PeerAddress("h", 1), true);
    private final CallingLine.Arriving arriving = new CallingLine.Arriving();
    private final Line line = new CallingLine(Optional.empty(), arriving);
    private long now = 1_000_000_000L;
    private PeerStream stream;

    @BeforeEach
    void open() {
        LinkLimits limits = new LinkLimits(64 << 10, 10, 3, 8 << 10, 2);
        PeerStream.Settings settings = new PeerStream.Settings(new CfId("a"), TIMES, limits, () -> now);
        stream = new PeerStream(peer, line, new Outbox(transport, limits), this, settings);
        stream.open();
    }

    @Override
    public void greeted(PeerStream which) {
        events.add("up");
    }

    @Override
    public void received(PeerStream which, Message message) {
        events.add(message.getClass().getSimpleName());
    }

    @Override
    public void ended(PeerStream which, String why) {
        events.add("down: " + why);
    }

    @Test
    void Hello_comes_first_then_messages() {
        hear(hello("b", 2, 1000));
        hear(Writer.envelope(QUERY));

        assertThat(transport.sent.getFirst().getHello())
                .isEqualTo(Hello.newBuilder()
                        .setCf("a")
                        .setRevision(2)
                        .setHeartbeatMillis(1000)
                        .build());
        assertThat(events).containsExactly("up", "Query");
        assertThat(peer.state().received()).isEqualTo(1);
    }

    @Test
    void a_message_before_Hello_ends_the_stream() {
        hear(Writer.envelope(QUERY));
        hear(hello("b", 2, 1000));

        assertThat(events).containsExactly("down: the peer spoke before its Hello");
        assertThat(transport.error).isPresent();
    }

    @Test
    void a_Hello_under_another_name_than_the_certificates_ends_the_stream() {
        hear(hello("c", 2, 1000));

        assertThat(events).containsExactly("down: the peer's Hello gives another name than its certificate");
    }

    @Test
    void a_Hello_of_no_revision_or_with_a_heartbeat_out_of_range_ends_the_stream() {
        for (Envelope wrong :
                List.of(hello("b", 1, 1000), hello("b", 2, 99), hello("b", 2, 10_001), hello("b", 2, -1))) {
            events.clear();
            open();
            hear(wrong);
            assertThat(events).containsExactly("down: the peer's Hello is not of the published form");
        }
    }

    @Test
    void a_peer_of_a_later_revision_is_spoken_to_in_ours() {
        hear(hello("b", 5, 1000));

        assertThat(events).containsExactly("up");
    }

    @Test
    void a_peer_that_says_no_Hello_is_given_up_after_the_handshake_time() {
        after(Duration.ofSeconds(7));
        assertThat(events).isEmpty();
        after(Duration.ofMillis(1));

        assertThat(events).containsExactly("down: the peer did not say Hello");
    }

    @Test
    void a_peer_is_dead_after_three_of_its_own_heartbeats_without_a_sign() {
        hear(hello("b", 2, 500));
        after(Duration.ofMillis(1400));
        hear(Envelope.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build());
        after(Duration.ofMillis(1500));
        assertThat(events).containsExactly("up");
        after(Duration.ofMillis(1));

        assertThat(events).containsExactly("up", "down: the peer fell silent");
    }

    @Test
    void a_peer_of_whose_message_some_octets_came_is_not_dead_but_one_that_says_no_Hello_is() {
        arriving.inboundWireSize(10);
        after(Duration.ofMillis(6500));
        arriving.inboundWireSize(10);
        after(Duration.ofMillis(501));
        assertThat(events).containsExactly("down: the peer did not say Hello");

        events.clear();
        open();
        hear(hello("b", 2, 500));
        for (int i = 0; i < 5; i++) {
            arriving.inboundWireSize(1);
            after(Duration.ofMillis(1400));
        }
        after(Duration.ofMillis(1501));
        assertThat(events).containsExactly("up", "down: the peer fell silent");
    }

    @Test
    void every_tick_shows_the_peer_that_we_live() {
        hear(hello("b", 2, 1000));
        stream.tick();
        stream.tick();

        assertThat(transport.sent).filteredOn(Envelope::hasHeartbeat).hasSize(2);
    }

    @Test
    void malformed_envelopes_are_dropped_and_counted_until_they_are_too_many() {
        hear(hello("b", 2, 1000));
        hear(Envelope.newBuilder()
                .setKeyMessage(KeyMessage.getDefaultInstance())
                .build());
        hear(Writer.envelope(QUERY));
        assertThat(events).containsExactly("up", "Query");
        hear(Envelope.getDefaultInstance());

        assertThat(events.getLast()).startsWith("down: the peer sent too much that is malformed");
        assertThat(peer.state().malformed()).isEqualTo(2);
    }

    @Test
    void more_than_the_limit_in_a_second_is_dropped_and_counted() {
        hear(hello("b", 2, 1000));
        IntStream.range(0, 20).forEach(i -> hear(Writer.envelope(QUERY)));
        assertThat(peer.state().received()).isEqualTo(9);
        assertThat(peer.state().excess()).isEqualTo(11);
        now += Duration.ofSeconds(1).toNanos();
        hear(Writer.envelope(QUERY));

        assertThat(peer.state().received()).isEqualTo(10);
    }

    @Test
    void what_a_slow_peer_cannot_take_waits_in_order_and_the_rest_is_dropped() {
        hear(hello("b", 2, 1000));
        transport.ready = false;
        for (Message message : List.of(QUERY, LARGE, query(), query(), query())) {
            stream.send(message);
        }
        assertThat(peer.state().dropped()).isEqualTo(2);
        assertThat(transport.sent).hasSize(1);
        transport.ready = true;
        stream.ready();

        assertThat(transport.sent.stream().filter(Envelope::hasKeyMessage).map(Envelope::getKeyMessage))
                .extracting(KeyMessage::getContentCase)
                .containsExactly(
                        KeyMessage.ContentCase.QUERY, KeyMessage.ContentCase.OFFER, KeyMessage.ContentCase.QUERY);
    }

    @Test
    void what_is_said_again_while_it_is_on_its_way_is_not_sent_twice() {
        hear(hello("b", 2, 1000));
        stream.send(LARGE);
        transport.ready = false;
        for (Message message : List.of(LARGE, QUERY, LARGE, QUERY)) {
            stream.send(message);
            stream.tick();
        }
        transport.ready = true;
        stream.ready();
        stream.send(LARGE);

        assertThat(transport.sent.stream().skip(1).map(Envelope::getContentCase))
                .containsExactly(
                        Envelope.ContentCase.KEY_MESSAGE,
                        Envelope.ContentCase.HEARTBEAT,
                        Envelope.ContentCase.KEY_MESSAGE,
                        Envelope.ContentCase.KEY_MESSAGE);
        assertThat(peer.state().dropped()).isZero();
    }

    private static Message query() {
        return new Message.Query(Samples.ASSOCIATION, KeyId.random(RANDOM));
    }

    @Test
    void what_waits_is_bounded_in_octets_too() {
        hear(hello("b", 2, 1000));
        transport.ready = false;
        stream.send(Samples.offer(Samples.octets(6 << 10)));
        stream.send(Samples.offer(Samples.octets(6 << 10)));

        assertThat(peer.state().dropped()).isEqualTo(1);
    }

    @Test
    void a_message_larger_than_the_limit_is_dropped() {
        hear(hello("b", 2, 1000));
        stream.send(Samples.offer(Samples.octets(65 << 10)));

        assertThat(peer.state().dropped()).isEqualTo(1);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void an_ended_stream_neither_sends_nor_hears() {
        hear(hello("b", 2, 1000));
        stream.over("gone");
        stream.over("gone again");
        stream.send(QUERY);
        hear(Writer.envelope(QUERY));

        assertThat(events).containsExactly("up", "down: gone");
        assertThat(transport.sent).hasSize(1);
        assertThat(peer.state().dropped()).isEqualTo(1);
    }

    private void hear(Envelope envelope) {
        stream.heard(envelope);
    }

    private void after(Duration time) {
        now += time.toNanos();
        stream.tick();
    }

    private static Envelope hello(String cf, int revision, int heartbeat) {
        return Envelope.newBuilder()
                .setHello(Hello.newBuilder().setCf(cf).setRevision(revision).setHeartbeatMillis(heartbeat))
                .build();
    }
}
