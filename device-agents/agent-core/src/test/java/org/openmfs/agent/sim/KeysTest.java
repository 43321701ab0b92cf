package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.Keys;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.key.KeyState;
import org.openmfs.agent.registry.KeyRecord;

/** An association's part of the journal. */
final class KeysTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final OneSide side = new OneSide(Role.INITIATOR);
    private final Keys keys = side.context.keys();

    @Test
    void stock_is_oldest_first_and_what_has_a_slot_is_in_the_order_of_its_number() {
        KeyId first = side.confirmed();
        KeyId second = side.confirmed();
        KeyId third = side.confirmed();
        side.derived(World.GOLD);
        assertThat(keys.stock()).extracting(KeyRecord::id).containsExactly(first, second, third);

        keys.place(third, new Slot(2), 0);
        keys.place(first, new Slot(1), 0);
        keys.move(first, KeyStage.RECEIVING, "accepted");
        assertThat(keys.stock()).extracting(KeyRecord::id).containsExactly(second);
        assertThat(keys.placed()).extracting(KeyRecord::id).containsExactly(third, first);
        assertThat(keys.readyOnes()).extracting(KeyRecord::id).containsExactly(third, first, second);
        assertThat(keys.ready()).isEqualTo(3);
        assertThat(keys.slotsTaken()).containsExactlyInAnyOrder(new Slot(1), new Slot(2));
        assertThat(keys.live()).hasSize(4);
    }

    @Test
    void a_number_is_greater_than_any_that_the_Enc_Dec_or_the_journal_knows_and_stays() {
        KeyId first = side.confirmed();
        KeyId second = side.confirmed();
        KeyId third = side.confirmed();
        keys.place(first, new Slot(1), 7);
        keys.place(second, new Slot(2), 0);
        keys.place(third, new Slot(3), 9);
        keys.place(first, new Slot(1), 20);

        assertThat(List.of(first, second, third))
                .extracting(key -> keys.find(key).orElseThrow().number())
                .containsExactly(8L, 9L, 10L);
        assertThat(keys.greatestNumber()).isEqualTo(10);
    }

    @Test
    void a_key_that_is_sent_under_replaces_those_before_it_alone() {
        KeyId first = sending(1);
        KeyId second = sending(2);
        KeyId third = sending(3);
        assertThat(keys.inUse()).isEmpty();
        keys.switchedTo(second, false);

        assertThat(keys.inUse()).map(KeyRecord::id).contains(second);
        assertThat(keys.isInUse(second)).isTrue();
        assertThat(keys.isInUse(third)).isFalse();
        assertThat(keys.current()).map(KeyRecord::id).contains(third);
        assertThat(List.of(keys.stage(first), keys.stage(second), keys.stage(third)))
                .containsExactly(KeyStage.REPLACED, KeyStage.SENDING, KeyStage.SENDING);
        keys.move(second, KeyStage.REPLACED, "planted");
        assertThat(keys.inUse()).isEmpty();
    }

    @Test
    void since_when_it_is_sent_under_and_replaced_is_remembered_by_a_time_that_does_not_jump() {
        Instant begin = side.context.now();
        KeyId key = sending(1);
        side.time.setAhead(HOUR);
        side.time.run(HOUR);
        assertThat(keys.activated(record(key))).contains(begin);
        assertThat(keys.replaced(record(key))).isEqualTo(Instant.MIN);
        keys.move(key, KeyStage.REPLACED, "planted");
        side.time.run(HOUR);
        assertThat(keys.replaced(record(key))).isEqualTo(begin.plus(HOUR));
        assertThat(keys.activated(record(key))).contains(begin);

        KeyRecord before = record(key);
        keys.move(key, KeyStage.GONE, "planted");
        assertThat(keys.activated(before)).isEmpty();
        assertThat(keys.replaced(before)).isEqualTo(Instant.MIN);
    }

    @Test
    void after_a_restart_a_key_is_as_old_as_both_clocks_say_and_what_was_in_memory_alone_is_forgotten() {
        Instant begin = side.context.now();
        KeyId key = sending(1);
        KeyId old = sending(2);
        keys.move(old, KeyStage.REPLACED, "planted");
        KeyId gone = sending(3);
        keys.move(gone, KeyStage.GONE, "planted");
        side.time.run(HOUR);
        keys.load();

        assertThat(keys.live()).extracting(KeyRecord::id).containsExactly(key, old);
        assertThat(keys.activated(record(key))).contains(begin);
        assertThat(keys.replaced(record(old))).isEqualTo(Instant.MIN);
        side.time.setAhead(HOUR);
        keys.load();
        assertThat(keys.activated(record(key))).contains(begin.minus(HOUR));
        assertThat(keys.installedEver()).isEqualTo(3);

        KeyRecord before = record(old);
        side.registry.update(before.moved(KeyStage.GONE, side.time.now(), "planted"));
        keys.load();
        assertThat(keys.activated(before)).isEmpty();
        assertThat(keys.live()).extracting(KeyRecord::id).containsExactly(key);
    }

    @Test
    void a_key_is_known_for_ever_and_one_of_another_association_is_none_of_this_one() {
        KeyId key = side.confirmed();
        assertThat(keys.everKnown(key)).isTrue();
        keys.move(key, KeyStage.GONE, "planted");
        assertThat(keys.everKnown(key)).isTrue();
        assertThat(keys.find(key)).isEmpty();
        assertThat(keys.stage(key)).isEqualTo(KeyStage.GONE);
        KeyId never = new KeyId("0123456789abcdef0123456789abcdef");
        assertThat(keys.everKnown(never)).isFalse();
        assertThat(keys.stage(never)).isEqualTo(KeyStage.UNKNOWN);
    }

    @Test
    void an_erased_key_is_gone_to_the_peer_and_keeps_its_slot() {
        KeyId key = sending(1);
        keys.move(key, KeyStage.REPLACED, "planted");
        assertThat(keys.stage(key)).isEqualTo(KeyStage.REPLACED);
        keys.erase(key, "erased");
        keys.erase(key, "again");

        assertThat(record(key).state()).isEqualTo(KeyState.DESTROYED);
        assertThat(record(key).reason()).isEqualTo("erased");
        assertThat(keys.stage(key)).isEqualTo(KeyStage.GONE);
        assertThat(keys.slotsTaken()).containsExactly(new Slot(1));
    }

    @Test
    void what_is_to_be_replaced_is_what_was_not_and_fits() {
        KeyId used = sending(1);
        KeyId stock = side.confirmed();
        KeyId old = sending(2);
        keys.move(old, KeyStage.REPLACED, "before");
        keys.replaceAll(key -> key.slot().isPresent(), "planted");

        assertThat(record(used).reason()).isEqualTo("planted");
        assertThat(keys.stage(used)).isEqualTo(KeyStage.REPLACED);
        assertThat(record(old).reason()).isEqualTo("before");
        assertThat(keys.stage(stock)).isEqualTo(KeyStage.CONFIRMED);
    }

    @Test
    void a_key_that_is_not_there_can_not_be_moved() {
        assertThatIllegalStateException()
                .isThrownBy(() -> keys.move(new KeyId("0123456789abcdef0123456789abcdef"), KeyStage.GONE, "planted"))
                .withMessageContaining("is not in the journal");
    }

    private KeyId sending(int slot) {
        KeyId key = side.confirmed();
        keys.place(key, new Slot(slot), 0);
        keys.move(key, KeyStage.SENDING, "planted");
        return key;
    }

    private KeyRecord record(KeyId key) {
        return keys.find(key).orElseThrow();
    }
}
