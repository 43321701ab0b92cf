package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.fake.Fault;

/** Changes of two devices where a fault of ours, and not a device, is in the way. */
final class TroubledChangeTest extends DeviceScenario {
    private final TroubledModel model = new TroubledModel(new DeviceId("east"));

    @BeforeEach
    void speak_by_the_model() {
        plugin.close();
        plugin = Plugins.with(reports, InstantSource.system(), model);
    }

    /** Once, and not the first times. */
    private static Runnable after(int first, Runnable trouble) {
        AtomicInteger times = new AtomicInteger();
        return () -> {
            if (times.getAndIncrement() == first) {
                trouble.run();
            }
        };
    }

    private static void failToLink() {
        throw new LinkageError("a class of ours is gone");
    }

    @Test
    void an_error_in_one_devices_part_is_no_change_done() {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        model.wanted(TroubledChangeTest::failToLink);

        SouthboundFailure failure = failure(both());

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(ReasonCode.INTERNAL);
        assertThat(west.associations()).isEmpty();
        assertThat(east.associations()).isEmpty();
    }

    @Test
    void what_takes_so_long_that_a_device_may_take_it_back_is_not_confirmed() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east", NO_CONFIRMED_COMMIT);
        Duration nearlyOver =
                Plugins.QUICK.confirm().minus(Plugins.QUICK.answer()).plusMillis(100);
        model.wanted(after(1, () -> Uninterruptibles.sleepUninterruptibly(nearlyOver)));

        SouthboundFailure failure = failure(both());

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.associations()).isEmpty();
        assertThat(east.associations()).isEmpty();
    }

    @Test
    void what_an_error_keeps_from_being_undone_is_undone_later() {
        FakeAgent west = device("west");
        FakeAgent east = device("east", NO_CONFIRMED_COMMIT);
        west.fault("commit", Fault.NONE, Fault.REFUSE);
        model.before(after(0, TroubledChangeTest::failToLink));

        SouthboundFailure failure = failure(both());

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.associations()).isEmpty();
        east.awaitAssociations(Set.of());
    }
}
