package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/** Who is believed of a key, where a device that has nothing to do with its association tells of it, too. */
final class KeyTellersTest {
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final DeviceId BOB = new DeviceId("bob");
    /** First by name. */
    private static final DeviceId LIAR = new DeviceId("a-liar");

    private static final AssociationId BLUE = new AssociationId("blue");
    private static final AssociationId RED = new AssociationId("red");
    private static final KeyId KEY = new KeyId("a".repeat(32));

    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);
    private final Map<KeyId, KeyInformation> told = new HashMap<>();
    private final Map<KeyId, Object> tellers = new HashMap<>();

    @BeforeEach
    void two_devices_with_an_association_and_one_without() {
        WorldListener listener = (WorldListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WorldListener.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "keyChanged" -> {
                            KeyInformation key = (KeyInformation) arguments[0];
                            told.put(key.id(), key);
                            tellers.put(key.id(), arguments[1]);
                        }
                        case "keyGone" -> told.remove((KeyId) arguments[0]);
                        default -> {}
                    }
                    return null;
                });
        ToldWorld.tell(inventory, listener);
        for (DeviceId id : List.of(ALICE, BOB, LIAR)) {
            inventory.configured(
                    id,
                    Optional.of(new Device(
                            id, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("u", "p"), false)));
        }
        holds(ALICE, BLUE);
        holds(BOB, BLUE);
    }

    private void holds(DeviceId device, AssociationId... associations) {
        inventory.associations(
                device,
                Stream.of(associations)
                        .map(id -> new AssociationStatus(
                                id,
                                AssociationStatus.Phase.SECURED,
                                Optional.empty(),
                                Optional.empty(),
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                List.of()))
                        .toList());
    }

    private static KeyInformation key(AssociationId association, String state) {
        return new KeyInformation(
                KEY,
                association,
                state,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                new KeyInformation.Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void a_device_without_the_association_has_no_say() {
        inventory.keyChanged(ALICE, key(BLUE, "active"));
        inventory.keyChanged(BOB, key(BLUE, "active"));
        inventory.keyChanged(LIAR, key(BLUE, "compromised"));

        assertThat(told).containsEntry(KEY, key(BLUE, "active"));
        assertThat(tellers).containsEntry(KEY, Set.of(ALICE, BOB));
    }

    @Test
    void nor_does_it_invent_keys_of_it() {
        inventory.keyChanged(LIAR, key(BLUE, "active"));

        assertThat(told).isEmpty();
    }

    @Test
    void nor_is_it_believed_that_the_key_is_another_associations() {
        holds(LIAR, RED);
        inventory.keyChanged(LIAR, key(RED, "active"));
        assertThat(told).containsEntry(KEY, key(RED, "active"));

        inventory.keyChanged(ALICE, key(BLUE, "active"));
        inventory.keyChanged(BOB, key(BLUE, "active"));
        assertThat(told).containsEntry(KEY, key(BLUE, "active"));
        assertThat(tellers).containsEntry(KEY, Set.of(ALICE, BOB));
    }

    @Test
    void of_an_association_that_nobody_has_any_more_who_tells_of_its_keys_is_believed_until_somebody_has_it() {
        holds(ALICE);
        holds(BOB);
        inventory.keyChanged(BOB, key(BLUE, "destroyed"));
        inventory.keyChanged(LIAR, key(BLUE, "active"));
        assertThat(tellers).containsEntry(KEY, Set.of(BOB, LIAR));

        holds(BOB, BLUE);
        assertThat(told).containsEntry(KEY, key(BLUE, "destroyed"));
        assertThat(tellers).containsEntry(KEY, Set.of(BOB));

        holds(ALICE, BLUE);
        holds(BOB);
        assertThat(told).isEmpty();

        holds(ALICE);
        assertThat(told).containsKey(KEY);
    }

    @Test
    void what_a_device_told_goes_with_it() {
        inventory.keyChanged(ALICE, key(BLUE, "active"));
        inventory.configured(ALICE, Optional.empty());
        assertThat(told).isEmpty();

        inventory.keyChanged(BOB, key(BLUE, "active"));
        inventory.configured(BOB, Optional.empty());
        assertThat(told).isEmpty();
    }
}
