package org.openmfs.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;

/** A device that tells ever more. */
@Timeout(60)
final class EndlessDeviceTest {
    private static final DeviceId LIAR = new DeviceId("liar");
    private static final DeviceId BOB = new DeviceId("bob");
    private static final int MOST_ASSOCIATIONS = 4_096;
    private static final int MOST_KEYS = 20_480;
    private static final int MOST_WAITING = 16;

    private static LiveInventory with(Executor queue) {
        LiveInventory inventory = new LiveInventory(queue, () -> Instant.EPOCH);
        for (DeviceId id : List.of(LIAR, BOB)) {
            inventory.configured(
                    id,
                    Optional.of(new Device(
                            id, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("u", "p"), false)));
        }
        return inventory;
    }

    private static AssociationStatus status(int number, AssociationStatus.Phase phase) {
        return new AssociationStatus(
                new AssociationId("a" + number),
                phase,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static List<AssociationStatus> statuses(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> status(i, AssociationStatus.Phase.IDLE))
                .toList();
    }

    private static KeyInformation key(int number, String state) {
        return new KeyInformation(
                new KeyId(String.format("%032x", number)),
                new AssociationId("a1"),
                state,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                new KeyInformation.Times(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static List<KeyInformation> keys(int number) {
        return IntStream.range(0, number).mapToObj(i -> key(i, "active")).toList();
    }

    @Test
    void ever_new_associations_are_not_believed_and_those_that_are_known_go_on() {
        LiveInventory inventory = with(Runnable::run);
        inventory.associations(LIAR, statuses(MOST_ASSOCIATIONS - 1));

        for (int i = 0; i < 20; i++) {
            inventory.associationChanged(LIAR, status(MOST_ASSOCIATIONS + i, AssociationStatus.Phase.IDLE));
        }
        inventory.associationChanged(LIAR, status(7, AssociationStatus.Phase.SECURED));

        assertThat(inventory.current().device(LIAR).orElseThrow().associations())
                .hasSize(MOST_ASSOCIATIONS)
                .containsKey(new AssociationId("a" + MOST_ASSOCIATIONS))
                .containsEntry(new AssociationId("a7"), status(7, AssociationStatus.Phase.SECURED));
    }

    @Test
    void ever_new_keys_are_not_believed_and_those_that_are_known_go_on() {
        LiveInventory inventory = with(Runnable::run);
        inventory.keys(LIAR, keys(MOST_KEYS - 1));

        for (int i = 0; i < 20; i++) {
            inventory.keyChanged(LIAR, key(MOST_KEYS + i, "active"));
        }
        inventory.keyChanged(LIAR, key(7, "suspended"));

        assertThat(inventory.current().device(LIAR).orElseThrow().keys())
                .hasSize(MOST_KEYS)
                .containsKey(key(MOST_KEYS, "active").id())
                .containsEntry(key(7, "active").id(), key(7, "suspended"));
    }

    @Test
    void of_more_than_any_device_has_that_are_told_at_once_the_first_are_believed() {
        LiveInventory inventory = with(Runnable::run);

        inventory.associations(LIAR, statuses(MOST_ASSOCIATIONS + 100));
        inventory.keys(LIAR, keys(MOST_KEYS + 100));

        DeviceBelief believed = inventory.current().device(LIAR).orElseThrow();
        assertThat(believed.associations()).hasSize(MOST_ASSOCIATIONS).containsKey(new AssociationId("a0"));
        assertThat(believed.keys())
                .hasSize(MOST_KEYS)
                .containsKey(key(0, "active").id());
    }

    @Test
    void who_passes_on_what_it_says_waits_until_it_is_taken_in_and_who_passes_on_others_does_not()
            throws InterruptedException {
        Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
        LiveInventory inventory = with(queue::add);
        drain(queue);
        for (int i = 0; i < MOST_WAITING; i++) {
            inventory.associationChanged(LIAR, status(i, AssociationStatus.Phase.IDLE));
        }

        Thread waiting = waiting(inventory, LIAR);
        Thread other = waiting(inventory, BOB);
        other.join();
        while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(waiting.isAlive()).isTrue();

        queue.remove().run();
        waiting.join();
        assertThat(inventory.current().device(LIAR).orElseThrow().associations())
                .hasSize(1);
    }

    private static Thread waiting(LiveInventory inventory, DeviceId device) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                inventory.awaitRoom(device);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void drain(Queue<Runnable> queue) {
        for (Runnable task : new ArrayDeque<>(queue)) {
            queue.remove();
            task.run();
        }
    }
}
