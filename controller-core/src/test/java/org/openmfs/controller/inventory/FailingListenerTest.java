package org.openmfs.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;

/** One of those who are told of inventory and alarms fails. */
final class FailingListenerTest {
    private static final DeviceId BOB = new DeviceId("bob");

    private final LiveInventory inventory = new LiveInventory(FailingListenerTest::run, () -> Instant.EPOCH);
    private final List<String> heard = new ArrayList<>();

    /** As the controller's queue does: a task that fails takes along no other. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error lost) {
            // The next one goes on.
        }
    }

    @Test
    void those_after_it_hear_of_everything_all_the_same() {
        inventory.listen(new Failing());
        inventory.listen(new Hearing());

        inventory.configured(
                BOB,
                Optional.of(new Device(
                        BOB, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("mfs", "secret"), false)));
        inventory.alarm(BOB, new AssociationId("blue"), ReasonCode.KEY_EXPIRED, "too old");
        inventory.certificateEnds(new CertificateEnd("client-identity west", Optional.empty()));

        assertThat(heard).containsExactly("inventory", "alarm", "certificate");
    }

    private static final class Failing implements InventoryListener {
        @Override
        public void inventoryChanged(Inventory now, List<Change> changes) {
            throw new IllegalStateException("a fault");
        }

        @Override
        public void alarmRaised(AlarmSubject subject, ReasonCode reason, String text) {
            throw new OutOfMemoryError("a test's");
        }

        @Override
        public void certificateEnds(CertificateEnd end) {
            throw new StackOverflowError("a test's");
        }
    }

    private final class Hearing implements InventoryListener {
        @Override
        public void inventoryChanged(Inventory now, List<Change> changes) {
            heard.add("inventory");
        }

        @Override
        public void alarmRaised(AlarmSubject subject, ReasonCode reason, String text) {
            heard.add("alarm");
        }

        @Override
        public void certificateEnds(CertificateEnd end) {
            heard.add("certificate");
        }
    }
}
