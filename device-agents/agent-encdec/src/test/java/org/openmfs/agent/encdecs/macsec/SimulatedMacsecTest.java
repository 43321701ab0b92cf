package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;

final class SimulatedMacsecTest {
    private static final Slot FIRST = new Slot(0);

    @Test
    void F1_nine_rolls_with_frames_between_all_steps_lose_none_of_three_thousand() throws Exception {
        try (SimulatedLink link = new SimulatedLink()) {
            TrafficKey old = TrafficKey.random();
            link.prepare(FIRST, old);
            link.switchOver(FIRST, old);
            Slot slot = FIRST;
            for (int roll = 0; roll < 9; roll++) {
                TrafficKey fresh = TrafficKey.random();
                link.send(100);
                link.prepare(after(slot), fresh);
                link.send(100);
                link.switchOver(after(slot), fresh);
                link.send(100);
                link.retire(slot);
                slot = after(slot);
                old.close();
                old = fresh;
            }
            link.send(300);
            old.close();

            assertThat(link.delivered()).hasSize(3000);
            for (int number = 0; number < 3000; number++) {
                assertThat(link.delivered().get(number)).isEqualTo(SimulatedLink.frame(number));
            }
            assertThat(link.far().observe().framesRefused()).isZero();
        }
    }

    @Test
    void a_frame_needs_two_addresses_and_a_type_and_nothing_else_to_be_sent() throws Exception {
        try (SimulatedLink link = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);

            byte[] shortest = Arrays.copyOf(SimulatedLink.frame(0), 14);
            link.send(Arrays.copyOf(shortest, 13));
            link.send(new byte[0]);
            assertThat(link.onWire()).isEmpty();
            link.send(shortest);

            assertThat(link.delivered()).containsExactly(shortest);
        }
    }

    @Test
    void the_wire_shows_neither_the_users_octets_nor_the_same_vector_twice() throws Exception {
        try (SimulatedLink link = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);
            link.send(300);

            Set<String> secured = new HashSet<>();
            for (byte[] frame : link.onWire()) {
                assertThat(frame).hasSize(SimulatedLink.frame(0).length + 32);
                secured.add(new String(frame, 28, frame.length - 28, StandardCharsets.ISO_8859_1));
            }
            assertThat(secured).hasSize(300);
        }
    }

    @Test
    void a_replayed_a_changed_and_a_clear_frame_are_refused_and_counted() throws Exception {
        try (SimulatedLink link = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            link.switchOver(FIRST, key);
            link.send(1);
            byte[] seen = link.onWire().getFirst();

            link.inject(seen);
            byte[] changed = seen.clone();
            changed[changed.length - 1] ^= 1;
            link.inject(changed);
            link.inject(SimulatedLink.frame(7));
            link.inject(new byte[3]);

            assertThat(link.delivered()).hasSize(1);
            assertThat(link.far().observe().framesRefused()).isEqualTo(4);
        }
    }

    @Test
    void frames_that_overtake_each_other_within_the_window_all_arrive() throws Exception {
        try (SimulatedLink sender = new SimulatedLink();
                SimulatedLink receiver = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            sender.prepare(FIRST, key);
            sender.switchOver(FIRST, key);
            receiver.prepare(FIRST, key);
            sender.send(64);

            List<byte[]> reversed = new ArrayList<>(sender.onWire()).reversed();
            reversed.forEach(receiver::inject);

            assertThat(receiver.delivered()).hasSize(64);
        }
    }

    @Test
    void with_a_window_that_suffices_no_frame_that_comes_ninety_late_is_lost_and_none_comes_twice() throws Exception {
        assertThat(deliveredOfAThousand(new ReplayProtection(128))).hasSize(1000);
        assertThat(deliveredOfAThousand(new ReplayProtection(ReplayProtection.WIDEST)))
                .hasSize(1000);
        assertThat(deliveredOfAThousand(ReplayProtection.DEFAULT)).hasSizeLessThan(920);
    }

    /** Every tenth frame is held back until ninety others passed it; then all come again. */
    private static Set<Integer> deliveredOfAThousand(ReplayProtection replay) throws Exception {
        try (SimulatedLink sender = new SimulatedLink();
                SimulatedLink receiver = new SimulatedLink(replay);
                TrafficKey key = TrafficKey.random()) {
            sender.prepare(FIRST, key);
            sender.switchOver(FIRST, key);
            receiver.prepare(FIRST, key);
            sender.send(1000);
            List<byte[]> frames = sender.onWire();
            for (int i = 0; i < frames.size() + 90; i++) {
                if (i < frames.size() && i % 10 != 0) {
                    receiver.inject(frames.get(i));
                }
                if (i >= 90 && (i - 90) % 10 == 0) {
                    receiver.inject(frames.get(i - 90));
                }
            }
            frames.forEach(receiver::inject);
            Set<Integer> numbers = new HashSet<>();
            receiver.delivered()
                    .forEach(frame -> numbers.add(ByteBuffer.wrap(frame).getInt(frame.length - 4) & 0xFFFF));
            assertThat(receiver.delivered()).hasSameSizeAs(numbers);
            return numbers;
        }
    }

    @Test
    void datagrams_of_an_application_travel_encrypted_over_udp() throws Exception {
        List<InetSocketAddress> free = free(4);
        InetSocketAddress nearWire = free.get(0);
        InetSocketAddress farWire = free.get(1);
        InetSocketAddress nearEdge = free.get(2);
        InetSocketAddress nearApplication = free.get(3);
        BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        InMemoryLink farEdge = InMemoryLink.pair().getFirst();
        MacsecEnds ends = SimulatedLink.NEAR_ENDS;
        try (TrafficKey key = TrafficKey.random();
                SimulatedMacsec near = SimulatedMacsec.between(
                        "near",
                        ends,
                        new DatagramEdge(nearEdge, nearApplication, ends),
                        new UdpLink(nearWire, farWire),
                        KeyLedger.inMemory());
                SimulatedMacsec far = SimulatedMacsec.between(
                        "far",
                        new MacsecEnds(ends.peer(), ends.local()),
                        new Sink(farEdge, arrived),
                        new UdpLink(farWire, nearWire),
                        KeyLedger.inMemory());
                UdpLink application = new UdpLink(nearApplication, nearEdge)) {
            near.prepareReceive(FIRST, key.farToNear());
            far.prepareReceive(FIRST, key.nearToFar());
            near.switchTransmit(FIRST, key.nearToFar());

            application.send("hello".getBytes(StandardCharsets.US_ASCII));

            assertThat(arrived.poll(10, TimeUnit.SECONDS)).endsWith("hello".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** All different; below the ports that the system gives to whoever asks for any, so that nobody gets one meanwhile. */
    private static List<InetSocketAddress> free(int count) {
        Random random = new Random();
        return Stream.generate(
                        () -> new InetSocketAddress(InetAddress.getLoopbackAddress(), random.nextInt(10_000, 32_768)))
                .filter(SimulatedMacsecTest::isFree)
                .distinct()
                .limit(count)
                .toList();
    }

    private static boolean isFree(InetSocketAddress address) {
        try (DatagramSocket socket = new DatagramSocket(address)) {
            return socket.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }

    private record Sink(FrameLink edge, BlockingQueue<byte[]> arrived) implements FrameLink {
        @Override
        public void send(byte[] frame) {
            arrived.add(frame);
        }

        @Override
        public void onReceive(Consumer<byte[]> receiver) {
            edge.onReceive(receiver);
        }

        @Override
        public void close() {
            edge.close();
        }
    }

    private static Slot after(Slot slot) {
        return new Slot((slot.number() + 1) % 4);
    }
}
