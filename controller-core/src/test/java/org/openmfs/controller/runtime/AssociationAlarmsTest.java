package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
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
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.SuiteId;

/** What becomes of what devices tell of trouble with an association: one alarm a cause, until it is over. */
final class AssociationAlarmsTest {
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final DeviceId BOB = new DeviceId("bob");
    private static final DeviceId MALLORY = new DeviceId("mallory");
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);
    private final List<String> told = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));
    private Duration now = Duration.ZERO;

    private record Timer(Duration due, Runnable task) {}

    @BeforeEach
    void two_devices_with_an_association() {
        WorldListener listener = (WorldListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WorldListener.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("alarm")) {
                        told.add(method.getName() + " " + Arrays.toString(arguments));
                    }
                    return null;
                });
        inventory.listen(new WorldReporter(listener, (delay, task) -> timers.add(new Timer(now.plus(delay), task))));
        for (DeviceId id : List.of(ALICE, BOB)) {
            inventory.configured(
                    id,
                    Optional.of(new Device(
                            id, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("u", "p"), false)));
            keyed(id, 4);
        }
    }

    @Test
    void an_empty_stock_is_one_alarm_and_its_end_is_told_once() {
        for (int i = 0; i < 5; i++) {
            keyed(ALICE, 0, ReasonCode.STOCK_EMPTY, ReasonCode.METHOD_EXHAUSTED);
            keyed(BOB, 0, ReasonCode.STOCK_EMPTY);
            pass(LONG);
        }
        assertThat(told)
                .singleElement()
                .satisfies(
                        alarm -> assertThat(alarm).startsWith("alarmRaised").contains("alice", "blue", "stock-empty"));

        keyed(BOB, 4);
        pass(LONG);
        assertThat(told).hasSize(1);
        keyed(ALICE, 4);
        pass(LONG);
        assertThat(told).hasSize(2).last().asString().startsWith("alarmCleared").contains("stock-empty", "blue");

        keyed(ALICE, 0, ReasonCode.STOCK_EMPTY);
        assertThat(told).hasSize(3).last().asString().startsWith("alarmRaised");
    }

    @Test
    void a_stock_that_gets_a_key_now_and_then_and_loses_it_at_once_is_still_the_same_alarm() {
        for (int i = 0; i < 20; i++) {
            keyed(ALICE, 0, ReasonCode.STOCK_EMPTY);
            pass(Duration.ofSeconds(5));
            keyed(ALICE, 1);
            pass(Duration.ofSeconds(2));
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void a_stock_that_is_to_be_filled_for_the_first_time_is_no_alarm_unless_it_stays_empty() {
        unkeyed(ALICE, ReasonCode.STOCK_EMPTY);
        pass(Duration.ofSeconds(5));
        keyed(ALICE, 1);
        pass(LONG);
        assertThat(told).isEmpty();

        unkeyed(ALICE, ReasonCode.STOCK_EMPTY);
        pass(LONG);
        assertThat(told).hasSize(1);
    }

    @Test
    void an_alarm_that_both_ends_repeat_at_each_try_is_one_until_the_next_key() {
        for (int i = 0; i < 50; i++) {
            inventory.alarm(
                    ALICE, BLUE, ReasonCode.KEY_CONFIRMATION_FAILED, "the peer's proof of key " + i + " differs");
            keyed(ALICE, 3, ReasonCode.KEY_CONFIRMATION_FAILED);
            inventory.alarm(BOB, BLUE, ReasonCode.KEY_CONFIRMATION_FAILED, "the peer's proof of key " + i + " differs");
            pass(Duration.ofSeconds(30));
        }
        assertThat(told).singleElement().asString().startsWith("alarmRaised").contains("alice", "proof of key 0");

        keyed(ALICE, 4);
        pass(LONG);
        assertThat(told).hasSize(2).last().asString().startsWith("alarmCleared").contains("proof of key 0");
        inventory.alarm(ALICE, BLUE, ReasonCode.KEY_CONFIRMATION_FAILED, "the peer's proof of key 51 differs");
        assertThat(told).hasSize(3);
    }

    @Test
    void an_alarm_that_no_state_shows_is_over_when_it_is_not_repeated_for_ten_minutes() {
        for (int i = 0; i < 10; i++) {
            inventory.alarm(ALICE, BLUE, ReasonCode.ENC_DEC_FAILED, "the interface is gone");
            pass(Duration.ofMinutes(9));
        }
        assertThat(told).hasSize(1);
        pass(Duration.ofMinutes(3));
        assertThat(told).hasSize(2).last().asString().startsWith("alarmCleared");
    }

    @Test
    void a_journal_that_cannot_be_written_is_an_alarm_while_a_state_says_so() {
        keyed(ALICE, 3, ReasonCode.JOURNAL_FAILED);
        pass(LONG);
        assertThat(told).singleElement().asString().startsWith("alarmRaised").contains("alice", "journal-failed");

        keyed(ALICE, 3);
        pass(LONG);
        assertThat(told).hasSize(2).last().asString().startsWith("alarmCleared");
    }

    @Test
    void an_alarm_of_a_device_that_was_removed_is_over() {
        inventory.alarm(ALICE, BLUE, ReasonCode.KEY_EXPIRED, "traffic was stopped");
        keyed(ALICE, 0, ReasonCode.KEY_EXPIRED);
        inventory.configured(ALICE, Optional.empty());
        pass(LONG);
        assertThat(told).hasSize(2).last().asString().startsWith("alarmCleared");
    }

    @Test
    void the_end_of_a_devices_certificate_is_told_each_day_that_it_comes_nearer_and_no_oftener() {
        for (int day = 6; day >= 4; day--) {
            for (int i = 0; i < 3; i++) {
                inventory.alarm(ALICE, BLUE, ReasonCode.CERTIFICATE_EXPIRES, "a.pem expires, in " + day + " days");
                inventory.alarm(ALICE, BLUE, ReasonCode.CERTIFICATE_EXPIRES, "b.pem expires, in " + day + " days");
                pass(Duration.ofHours(8));
            }
        }
        assertThat(told).hasSize(6).allMatch(alarm -> alarm.startsWith("alarmRaised"));
        pass(Duration.ofDays(2));
        assertThat(told).hasSize(8);
    }

    @Test
    void a_device_that_repeats_and_invents_alarms_without_end_takes_little_room_and_keeps_no_other_from_being_heard() {
        for (int i = 0; i < 5_000; i++) {
            inventory.alarm(ALICE, BLUE, ReasonCode.ENC_DEC_FAILED, "the interface is gone");
            inventory.alarm(ALICE, new AssociationId("a" + i), ReasonCode.ENC_DEC_FAILED, "nonsense");
            inventory.alarm(ALICE, BLUE, ReasonCode.CERTIFICATE_EXPIRES, "certificate " + i);
        }
        assertThat(told).hasSizeBetween(3, 100);
        assertThat(timers).hasSizeLessThan(100);

        inventory.alarm(BOB, BLUE, ReasonCode.ENC_DEC_FAILED, "the interface is gone");
        assertThat(told).last().asString().contains("bob");
        pass(Duration.ofDays(2));
        inventory.alarm(ALICE, BLUE, ReasonCode.ENC_DEC_FAILED, "gone again");
        assertThat(told).last().asString().contains("gone again");
        assertThat(timers).hasSize(1);
    }

    @Test
    void what_a_states_reason_still_says_is_an_alarm_for_a_controller_that_was_started_after_it_was_told() {
        unkeyed(ALICE, ReasonCode.KEY_EXPIRED);
        pass(LONG);

        assertThat(told).singleElement().asString().startsWith("alarmRaised").contains("key-expired", "blue");
    }

    /** An agent tells that proofs differ once, until a key is made; another failure of the suite hides it in its state. */
    @Test
    void proofs_that_differ_again_before_a_good_key_was_made_are_an_alarm_that_stands() {
        inventory.alarm(ALICE, BLUE, ReasonCode.KEY_CONFIRMATION_FAILED, "the peer's proof of key 1 differs");
        keyed(ALICE, 3, ReasonCode.KEY_CONFIRMATION_FAILED);
        keyed(ALICE, 3, ReasonCode.METHOD_UNREACHABLE);
        pass(LONG);
        keyed(ALICE, 3, ReasonCode.KEY_CONFIRMATION_FAILED);
        pass(LONG);

        assertThat(told).last().asString().startsWith("alarmRaised").contains("key-confirmation-failed");
    }

    @Test
    void a_certificate_that_is_over_is_the_same_alarm_as_before() {
        String certificate = "cf.pem: the certificate of CN=alice";
        inventory.alarm(
                ALICE,
                BLUE,
                ReasonCode.CERTIFICATE_EXPIRES,
                certificate + " expires on 2026-12-01T00:00:00Z, in 0 days; replace it");
        pass(Duration.ofHours(20));
        inventory.alarm(
                ALICE,
                BLUE,
                ReasonCode.CERTIFICATE_EXPIRES,
                certificate + " expired on 2026-12-01T00:00:00Z; replace it");

        assertThat(told).hasSize(2).allMatch(alarm -> alarm.contains("id=1,"));
    }

    @Test
    void a_certificate_is_one_alarm_a_device_however_many_associations_it_serves() {
        String text = "cf.pem: the certificate of CN=alice expires on 2026-12-01T00:00:00Z, in 3 days; replace it";
        for (String association : List.of("blue", "green", "red")) {
            inventory.alarm(ALICE, new AssociationId(association), ReasonCode.CERTIFICATE_EXPIRES, text);
        }
        assertThat(told).hasSize(1);

        inventory.alarm(BOB, BLUE, ReasonCode.CERTIFICATE_EXPIRES, text);
        assertThat(told).hasSize(2);
        pass(Duration.ofHours(31));
        assertThat(told).filteredOn(alarm -> alarm.startsWith("alarmCleared")).hasSize(2);
    }

    @Test
    void a_device_whose_state_and_alarms_flutter_sets_no_timer_each_time() {
        for (int i = 0; i < 5_000; i++) {
            keyed(ALICE, 3, ReasonCode.KEY_EXPIRED);
            keyed(ALICE, 3);
            inventory.alarm(ALICE, BLUE, ReasonCode.KEY_EXPIRED, "traffic was stopped");
        }
        assertThat(told).hasSize(1);
        assertThat(timers).hasSizeLessThan(100);
    }

    @Test
    void what_a_device_says_of_an_association_that_it_does_not_have_is_an_alarm_of_its_own() {
        inventory.configured(
                MALLORY,
                Optional.of(new Device(
                        MALLORY, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("u", "p"), false)));

        inventory.alarm(MALLORY, BLUE, ReasonCode.KEY_EXPIRED, "so says mallory");
        keyed(ALICE, 3, ReasonCode.KEY_EXPIRED);
        keyed(BOB, 3, ReasonCode.KEY_EXPIRED);
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).contains("mallory");
        assertThat(told.getLast()).startsWith("alarmRaised").contains("alice");

        keyed(ALICE, 3);
        keyed(BOB, 3);
        inventory.alarm(MALLORY, BLUE, ReasonCode.KEY_EXPIRED, "so says mallory");
        pass(LONG);
        assertThat(told).hasSize(3).last().asString().startsWith("alarmCleared").contains("alice");
    }

    @Test
    void an_association_that_is_being_withdrawn_shows_no_alarm_any_more() {
        keyed(ALICE, 0, ReasonCode.STOCK_EMPTY);
        withdrawing(ALICE, ReasonCode.STOCK_EMPTY, ReasonCode.JOURNAL_FAILED);
        pass(LONG);

        assertThat(told).hasSize(2).last().asString().startsWith("alarmCleared").contains("stock-empty");
    }

    private void withdrawing(DeviceId device, ReasonCode... reasons) {
        report(AssociationStatus.Phase.WITHDRAWING, device, Optional.of(new KeyId("a".repeat(32))), 0, reasons);
    }

    private void keyed(DeviceId device, int stock, ReasonCode... reasons) {
        report(AssociationStatus.Phase.SECURED, device, Optional.of(new KeyId("a".repeat(32))), stock, reasons);
    }

    private void unkeyed(DeviceId device, ReasonCode... reasons) {
        report(AssociationStatus.Phase.SECURED, device, Optional.empty(), 0, reasons);
    }

    private void report(
            AssociationStatus.Phase phase, DeviceId device, Optional<KeyId> key, int stock, ReasonCode... reasons) {
        inventory.associationChanged(
                device,
                new AssociationStatus(
                        BLUE,
                        phase,
                        Optional.of(new SuiteId("s")),
                        key,
                        stock,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Stream.of(reasons)
                                .map(code -> new Reason(code, "blue", "said of " + code.word(), Instant.EPOCH))
                                .toList()));
    }

    private void pass(Duration span) {
        Duration end = now.plus(span);
        while (!timers.isEmpty() && timers.peek().due().compareTo(end) <= 0) {
            Timer next = timers.poll();
            now = next.due();
            next.task().run();
        }
        now = end;
    }
}
