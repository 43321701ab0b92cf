package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;

/** What one device says cannot be told to the north side, by a fault of ours. */
final class FailingWorldListenerTest {
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final DeviceId BOB = new DeviceId("bob");

    private final List<String> heard = new ArrayList<>();
    private final LiveInventory inventory = new LiveInventory(FailingWorldListenerTest::run, () -> Instant.EPOCH);

    FailingWorldListenerTest() {
        ToldWorld.tell(inventory, (WorldListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WorldListener.class}, (self, method, given) -> {
                    if (given[0] instanceof Device device) {
                        if (device.id().equals(ALICE)) {
                            throw new IllegalArgumentException("a fault");
                        }
                        heard.add(device.id().value());
                    } else {
                        heard.add(method.getName());
                    }
                    return null;
                }));
    }

    /** As the controller's queue does: a task that fails takes along no other. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error lost) {
            // The next one goes on.
        }
    }

    private static Optional<Device> device(DeviceId id) {
        return Optional.of(
                new Device(id, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("mfs", "secret"), false));
    }

    @Test
    void what_others_say_is_told_once_all_the_same() {
        inventory.configured(ALICE, device(ALICE));
        inventory.configured(BOB, device(BOB));
        inventory.connectionChanged(BOB, Connection.connected(Instant.EPOCH));
        inventory.alarm(BOB, new AssociationId("blue"), ReasonCode.KEY_EXPIRED, "too old");
        inventory.configured(BOB, Optional.empty());

        assertThat(heard).containsExactly("bob", "bob", "alarmRaised", "deviceGone");
    }
}
