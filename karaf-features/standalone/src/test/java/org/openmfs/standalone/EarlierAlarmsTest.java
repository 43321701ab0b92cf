package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opendaylight.mdsal.binding.api.ReadTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.Alarms;
import org.opendaylight.yangtools.binding.DataObjectIdentifier;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.store.StateWriter;
import org.openmfs.karaf.composition.MdsalServices;
import org.openmfs.standalone.mdsal.EmbeddedMdsal;

/** In Karaf the controller starts anew, when its settings change, on a datastore that stays. */
@Timeout(60)
final class EarlierAlarmsTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void a_controller_that_starts_anew_shows_no_alarm_that_stood_before_and_that_nobody_can_clear() throws Exception {
        try (EmbeddedMdsal mdsal = EmbeddedMdsal.inMemory()) {
            MdsalServices.Binding binding = Controller.servicesOf(mdsal).binding();
            try (StateWriter first = writer(binding)) {
                first.alarmRaised(new Alarm(
                        7,
                        new AlarmSubject.OfAssociation(new DeviceId("alice"), new AssociationId("blue")),
                        ReasonCode.KEY_EXPIRED,
                        "traffic was stopped"));
                assertThat(await(binding, count -> count == 1)).isEqualTo(1);
            }
            try (StateWriter second = writer(binding)) {
                assertThat(await(binding, count -> count == 0)).isZero();
            }
        }
    }

    private static StateWriter writer(MdsalServices.Binding binding) {
        return new StateWriter(binding.data(), binding.notifications(), (delay, task) -> {}, InstantSource.system());
    }

    private static int await(MdsalServices.Binding binding, Predicate<Integer> wanted) throws Exception {
        long end = System.nanoTime() + SOON.toNanos();
        int count = count(binding);
        while (!wanted.test(count) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            count = count(binding);
        }
        return count;
    }

    private static int count(MdsalServices.Binding binding) throws Exception {
        try (ReadTransaction transaction = binding.data().newReadOnlyTransaction()) {
            Optional<Alarms> alarms = transaction
                    .read(
                            LogicalDatastoreType.OPERATIONAL,
                            DataObjectIdentifier.builder(Alarms.class).build())
                    .get();
            return alarms.map(all -> all.nonnullAlarm().size()).orElse(0);
        }
    }
}
