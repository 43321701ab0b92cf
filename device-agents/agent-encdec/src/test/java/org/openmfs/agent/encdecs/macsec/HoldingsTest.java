package org.openmfs.agent.encdecs.macsec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.encdec.TrafficKey;
import org.openmfs.agent.key.KeyId;

/** What may become of slots whose two directions are not alike, as a change that failed half way leaves them. */
final class HoldingsTest {
    private static final Slot SLOT = new Slot(1);
    private static final Slot OTHER = new Slot(2);

    private final TrafficKey key = TrafficKey.random();

    @AfterEach
    void wipe() {
        key.close();
    }

    @Test
    void a_key_that_is_in_a_slot_in_one_direction_alone_goes_into_no_other() {
        for (Holdings held : new Holdings[] {receiving(OTHER, key.id()), transmitting(OTHER, key.id())}) {
            assertThatThrownBy(() -> held.receive(SLOT, key.farToNear()))
                    .isInstanceOf(EncDecFailure.class)
                    .hasMessage("key " + key.id() + " is installed in another slot");
        }
    }

    @Test
    void a_slot_is_to_be_emptied_when_it_holds_a_key_in_any_direction() throws Exception {
        assertThat(receiving(SLOT, key.id()).retire(SLOT)).isTrue();
        assertThat(transmitting(SLOT, key.id()).retire(SLOT)).isTrue();
        assertThat(transmitting(SLOT, key.id()).retire(OTHER)).isFalse();
    }

    private static Holdings receiving(Slot slot, KeyId id) {
        return new Holdings(Map.of(slot, id), Map.of(), Optional.empty());
    }

    private static Holdings transmitting(Slot slot, KeyId id) {
        return new Holdings(Map.of(), Map.of(slot, id), Optional.empty());
    }
}
