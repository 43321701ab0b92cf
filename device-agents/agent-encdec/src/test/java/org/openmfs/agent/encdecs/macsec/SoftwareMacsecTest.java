package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdec.KeyLedger.Direction;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;

/** MACsec in software: short and foreign frames, what becomes of keys, and of its links. */
final class SoftwareMacsecTest {
    private static final Slot FIRST = new Slot(0);
    private static final int SHORT_USER = 20;

    @Test
    void a_short_frame_that_was_filled_up_on_its_way_arrives_without_the_filling() throws Exception {
        try (SimulatedLink link = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            byte[] frame = Arrays.copyOf(SimulatedLink.frame(1), FrameCipher.ADDRESS_OCTETS + SHORT_USER);
            byte[] secured = sealed(key, SimulatedLink.NEAR_ENDS, frame);

            link.inject(Arrays.copyOf(secured, secured.length + 9));

            assertThat(link.delivered()).containsExactly(frame);
        }
    }

    @Test
    void a_frame_that_was_cut_off_is_refused() throws Exception {
        try (SimulatedLink link = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            byte[] whole = sealed(key, SimulatedLink.NEAR_ENDS, SimulatedLink.frame(1));
            byte[] few = sealed(
                    key,
                    SimulatedLink.NEAR_ENDS,
                    Arrays.copyOf(SimulatedLink.frame(1), FrameCipher.ADDRESS_OCTETS + SHORT_USER));

            link.inject(Arrays.copyOf(whole, 30));
            link.inject(Arrays.copyOf(few, few.length - 1));

            assertThat(link.delivered()).isEmpty();
            assertThat(link.far().observe().framesRefused()).isEqualTo(2);
        }
    }

    @Test
    void a_frame_of_another_channel_is_refused_also_under_the_right_key() throws Exception {
        try (SimulatedLink link = new SimulatedLink();
                TrafficKey key = TrafficKey.random()) {
            link.prepare(FIRST, key);
            MacsecEnds stranger = new MacsecEnds(Sci.parse("024d465300090001"), SimulatedLink.NEAR_ENDS.peer());

            link.inject(sealed(key, stranger, SimulatedLink.frame(1)));

            assertThat(link.delivered()).isEmpty();
            assertThat(link.far().observe().framesRefused()).isEqualTo(1);
        }
    }

    private static byte[] sealed(TrafficKey key, MacsecEnds ends, byte[] frame) {
        try (SendingKey sending = new SendingKey(FIRST, key.nearToFar(), ends, PacketNumbers.fresh())) {
            return sending.protect(frame).orElseThrow();
        }
    }

    @Test
    void a_key_is_noted_as_installed_in_each_direction_once_it_is() throws Exception {
        KeyLedger ledger = KeyLedger.inMemory();
        try (SimulatedMacsec macsec = alone(ledger);
                TrafficKey key = TrafficKey.random()) {
            macsec.prepareReceive(FIRST, key.farToNear());
            assertUsed(ledger, Direction.RECEIVE, key.farToNear());

            macsec.switchTransmit(FIRST, key.nearToFar());
            assertUsed(ledger, Direction.SEND, key.nearToFar());
        }
    }

    @Test
    void a_key_that_was_sent_under_before_is_not_sent_under_again() throws Exception {
        KeyLedger ledger = KeyLedger.inMemory();
        try (SimulatedMacsec macsec = alone(ledger);
                TrafficKey key = TrafficKey.random()) {
            macsec.prepareReceive(FIRST, key.farToNear());
            ledger.begin(Direction.SEND, key.nearToFar());
            ledger.done(Direction.SEND, key.id());

            assertThatThrownBy(() -> macsec.switchTransmit(FIRST, key.nearToFar()))
                    .isInstanceOf(EncDecFailure.class);
        }
    }

    private static void assertUsed(KeyLedger ledger, Direction direction, DirectionalKey key) {
        assertThatThrownBy(() -> ledger.begin(direction, key)).isInstanceOf(EncDecFailure.class);
    }

    private static SimulatedMacsec alone(KeyLedger ledger) {
        InMemoryLink link = InMemoryLink.pair().getFirst();
        return SimulatedMacsec.between("alone", SimulatedLink.NEAR_ENDS, link, link, ledger);
    }

    @Test
    void a_closed_one_holds_no_key_and_has_closed_both_links() throws Exception {
        CountedLink edge = new CountedLink();
        CountedLink wire = new CountedLink();
        SimulatedMacsec macsec =
                SimulatedMacsec.between("alone", SimulatedLink.NEAR_ENDS, edge, wire, KeyLedger.inMemory());
        try (TrafficKey key = TrafficKey.random()) {
            macsec.prepareReceive(FIRST, key.farToNear());
            macsec.switchTransmit(FIRST, key.nearToFar());
            assertThat(macsec.observe().keys()).hasSize(1);

            macsec.close();

            assertThat(macsec.observe().keys()).isEmpty();
            assertThat(edge.closed).hasValue(1);
            assertThat(wire.closed).hasValue(1);
            assertThat(macsec.name()).isEqualTo("alone");
        }
    }

    @Test
    void keys_are_wiped_when_they_are_removed_and_when_it_is_closed() throws Exception {
        SimulatedMacsec macsec = alone(KeyLedger.inMemory());
        try (TrafficKey old = TrafficKey.random();
                TrafficKey fresh = TrafficKey.random()) {
            macsec.prepareReceive(FIRST, old.farToNear());
            macsec.switchTransmit(FIRST, old.nearToFar());
            AssociationKey oldIn = keyIn(macsec, "receiving", FIRST);
            AssociationKey oldOut = keyIn(macsec, "transmitting", FIRST);
            Slot second = new Slot(1);
            macsec.prepareReceive(second, fresh.farToNear());
            macsec.switchTransmit(second, fresh.nearToFar());
            AssociationKey freshIn = keyIn(macsec, "receiving", second);
            AssociationKey freshOut = keyIn(macsec, "transmitting", second);

            macsec.retire(FIRST);
            assertThat(List.of(oldIn, oldOut)).allMatch(AssociationKey::isDestroyed);
            assertThat(List.of(freshIn, freshOut)).noneMatch(AssociationKey::isDestroyed);

            macsec.close();
            assertThat(List.of(freshIn, freshOut)).allMatch(AssociationKey::isDestroyed);
        }
    }

    private static AssociationKey keyIn(SimulatedMacsec macsec, String direction, Slot slot) throws Exception {
        Object held = ((Map<?, ?>) of(macsec, direction)).get(slot);
        return (AssociationKey) of(of(held, "cipher"), "key");
    }

    private static Object of(Object owner, String field) throws Exception {
        Field found = owner.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(owner);
    }

    private static final class CountedLink implements FrameLink {
        private final AtomicInteger closed = new AtomicInteger();

        @Override
        public void send(byte[] frame) {}

        @Override
        public void onReceive(Consumer<byte[]> receiver) {}

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void a_destroyed_key_leaves_no_octet_behind() throws Exception {
        try (TrafficKey key = TrafficKey.random()) {
            AssociationKey association = AssociationKey.copyOf(key.nearToFar().key());
            assertThat((byte[]) of(association, "bytes")).isNotEqualTo(new byte[32]);

            association.destroy();

            assertThat((byte[]) of(association, "bytes")).isEqualTo(new byte[32]);
            assertThatThrownBy(association::getEncoded).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void only_a_key_whose_packet_numbers_are_nearly_used_up_says_so() {
        try (TrafficKey key = TrafficKey.random();
                SendingKey fresh = sending(key, PacketNumbers.fresh());
                SendingKey old = sending(key, new PacketNumbers(PacketNumbers.PENDING_EXHAUSTION))) {
            assertThat(fresh.nearExhaustion()).isFalse();
            assertThat(old.nearExhaustion()).isTrue();
        }
    }

    @Test
    void a_key_whose_packet_numbers_are_used_up_makes_no_frame() {
        try (TrafficKey key = TrafficKey.random();
                SendingKey last = sending(key, new PacketNumbers(-1))) {
            assertThat(last.protect(SimulatedLink.frame(1))).isPresent();
            assertThat(last.protect(SimulatedLink.frame(2))).isEmpty();
            assertThat(last.frames()).isEqualTo(1);
        }
    }

    private static SendingKey sending(TrafficKey key, PacketNumbers numbers) {
        return new SendingKey(FIRST, key.nearToFar(), SimulatedLink.NEAR_ENDS, numbers);
    }

    @Test
    void datagrams_arrive_whole_whatever_the_length_of_the_one_before() throws Exception {
        List<InetSocketAddress> free = free();
        BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        try (UdpLink near = new UdpLink(free.get(0), free.get(1));
                UdpLink far = new UdpLink(free.get(1), free.get(0))) {
            far.onReceive(arrived::add);
            for (int octets : List.of(3, 100, 1)) {
                near.send(new byte[octets]);
                assertThat(arrived.poll(10, TimeUnit.SECONDS)).hasSize(octets);
            }
        }
    }

    @Test
    void an_edge_hands_on_what_a_frame_carries_drops_what_is_no_frame_and_gives_its_address_back() throws Exception {
        List<InetSocketAddress> free = free();
        DatagramEdge edge = new DatagramEdge(free.get(0), free.get(1), SimulatedLink.NEAR_ENDS);

        BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        try (UdpLink application = new UdpLink(free.get(1), free.get(0))) {
            application.onReceive(arrived::add);
            assertThatCode(() -> edge.send(new byte[FrameCipher.ADDRESS_OCTETS]))
                    .doesNotThrowAnyException();
            edge.send(SimulatedLink.frame(1));
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).hasSize(SimulatedLink.frame(1).length - 14);
        }
        edge.close();

        assertThatCode(() -> new DatagramSocket(free.get(0)).close()).doesNotThrowAnyException();
    }

    private static List<InetSocketAddress> free() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (DatagramSocket one = new DatagramSocket(0, here);
                DatagramSocket other = new DatagramSocket(0, here)) {
            return List.of(
                    new InetSocketAddress(here, one.getLocalPort()), new InetSocketAddress(here, other.getLocalPort()));
        }
    }
}
