package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;

/** What becomes of what nodes tell of trouble with a link, and devices of trouble with an association. */
final class LinkAlarmsTest {
    private static final ManagerId QKDN = new ManagerId("qkdn");
    private static final AssociationId BLUE = new ServiceId("blue").leg(1);
    private static final UUID LINK = new UUID(1, 0);
    private static final UUID A = new UUID(0, 1);
    private static final UUID Z = new UUID(0, 2);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);
    private final List<ReasonCode> alarms = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<Alarm> cleared = new ArrayList<>();
    private final List<AlarmSubject> subjects = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::due));
    private Duration now = Duration.ZERO;

    private record Timer(Duration due, Runnable task) {}

    @BeforeEach
    void a_network_with_a_link() {
        WorldListener listener = (WorldListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WorldListener.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("alarmRaised")) {
                        Alarm alarm = (Alarm) arguments[0];
                        subjects.add(alarm.subject());
                        alarms.add(alarm.reason());
                        texts.add(alarm.text());
                    } else if (method.getName().equals("alarmCleared")) {
                        cleared.add((Alarm) arguments[0]);
                    }
                    return null;
                });
        inventory.listen(new WorldReporter(listener, (delay, task) -> timers.add(new Timer(now.plus(delay), task))));
        inventory.configured(
                QKDN,
                Optional.of(new ManagedNetwork(
                        QKDN,
                        ManagerKind.QKDN_015,
                        List.of(URI.create("https://127.0.0.1:1/restconf")),
                        Optional.empty(),
                        Access.NONE,
                        Optional.empty())),
                Set.of(Facet.KEY_NETWORK));
        fine();
    }

    @Test
    void errors_that_take_a_link_down_are_one_alarm_with_the_cause() {
        down("QBER too high");
        inventory.linkTrouble(QKDN, LINK, ReasonCode.QBER_TOO_HIGH, "qber-too-high");
        topology(0.12, 0, 0, Optional.of(ReasonCode.QBER_TOO_HIGH));
        pass(LONG);
        assertThat(alarms).containsExactly(ReasonCode.QBER_TOO_HIGH);
        assertThat(texts.getFirst())
                .isEqualTo("the QKD link between " + A + " and " + Z + " has a QBER of 12.0 %, which is too high");
    }

    @Test
    void errors_that_only_reading_shows_are_told_as_the_cause() {
        down("");
        topology(0.12, 0, 0, Optional.of(ReasonCode.QBER_TOO_HIGH));
        pass(LONG);
        down("by the other end");
        pass(LONG);
        assertThat(alarms).containsExactly(ReasonCode.QBER_TOO_HIGH);
    }

    @Test
    void what_both_ends_tell_is_one_alarm_with_what_they_say() {
        down("fibre cut");
        down("fibre cut");
        topology(0.01, 0, 0, Optional.of(ReasonCode.LINK_DOWN));
        pass(LONG);
        down("fibre cut");
        pass(LONG);
        assertThat(texts).containsExactly("the QKD link between " + A + " and " + Z + " is down: fibre cut");
        assertThat(subjects).containsExactly(new AlarmSubject.OfLink(QKDN, LINK));
    }

    @Test
    void a_link_that_was_fine_in_between_is_told_again() {
        for (int i = 0; i < 3; i++) {
            down("");
            topology(0.01, 0, 0, Optional.of(ReasonCode.LINK_DOWN));
            pass(LONG);
            fine();
        }
        assertThat(alarms).containsOnly(ReasonCode.LINK_DOWN).hasSize(3);
        assertThat(cleared).extracting(Alarm::id).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_link_that_is_down_for_less_than_anybody_looks_is_told_each_time() {
        for (int i = 0; i < 3; i++) {
            down("");
            pass(LONG);
        }
        assertThat(alarms).containsOnly(ReasonCode.LINK_DOWN).hasSize(3);
    }

    @Test
    void a_link_that_was_seen_down_and_up_before_it_was_told_is_told_and_over() {
        for (int i = 0; i < 2; i++) {
            down("");
            topology(0.01, 0, 0, Optional.of(ReasonCode.LINK_DOWN));
            fine();
            pass(LinkAlarms.UNTIL_CAUSE_IS_KNOWN);
        }
        assertThat(alarms).hasSize(2);
    }

    @Test
    void a_link_that_has_just_come_up_is_not_told_as_overloaded() {
        topology(0.01, 0, 5, Optional.of(ReasonCode.LINK_OVERLOADED));
        inventory.linkTrouble(QKDN, LINK, ReasonCode.LINK_OVERLOADED, "link-overloaded");
        fine();
        pass(LONG);
        assertThat(alarms).isEmpty();
    }

    @Test
    void a_link_that_stays_overloaded_is_told_with_both_rates() {
        inventory.linkTrouble(QKDN, LINK, ReasonCode.LINK_OVERLOADED, "link-overloaded");
        topology(0.01, 4, 5, Optional.of(ReasonCode.LINK_OVERLOADED));
        pass(LONG);
        assertThat(texts)
                .containsExactly("the QKD link between " + A + " and " + Z + " makes 4 bit/s, 5 are asked of it");
    }

    @Test
    void an_overloaded_link_that_goes_down_is_told_as_down() {
        inventory.linkTrouble(QKDN, LINK, ReasonCode.LINK_OVERLOADED, "");
        topology(0.01, 4, 5, Optional.of(ReasonCode.LINK_OVERLOADED));
        pass(LONG);
        down("");
        topology(0.01, 0, 5, Optional.of(ReasonCode.LINK_DOWN));
        pass(LONG);
        assertThat(alarms).containsExactly(ReasonCode.LINK_OVERLOADED, ReasonCode.LINK_DOWN);
        assertThat(cleared).extracting(Alarm::reason).containsExactly(ReasonCode.LINK_OVERLOADED);
        fine();
        assertThat(cleared).hasSize(2);
    }

    @Test
    void trouble_of_a_link_that_nobody_knows_is_told_all_the_same() {
        inventory.linkTrouble(QKDN, new UUID(7, 7), ReasonCode.LINK_DOWN, "fibre cut");
        pass(LONG);
        assertThat(texts).containsExactly("a QKD link that manager qkdn did not tell of is down: fibre cut");
    }

    @Test
    void a_node_that_tells_of_trouble_with_ever_other_links_is_told_of_some_and_of_every_link_that_is_known() {
        for (int i = 0; i < 5_000; i++) {
            inventory.linkTrouble(QKDN, new UUID(9, i), ReasonCode.LINK_DOWN, "");
        }
        down("fibre cut");
        pass(LONG);
        assertThat(alarms.size()).isBetween(2, 100);
        assertThat(texts).contains("the QKD link between " + A + " and " + Z + " is down: fibre cut");
    }

    @Test
    void an_alarm_of_a_device_names_device_and_association_apart_and_does_not_repeat_its_reason() {
        inventory.alarm(new DeviceId("bob"), new AssociationId("blue"), ReasonCode.KEY_EXPIRED, "key-expired");
        assertThat(subjects)
                .containsExactly(new AlarmSubject.OfAssociation(new DeviceId("bob"), new AssociationId("blue")));
        assertThat(texts).containsExactly("device bob said no more of it");
    }

    @Test
    void a_virtual_link_that_is_down_because_a_link_below_it_is_makes_no_alarm_of_its_own() {
        inventory.keyLinks(
                QKDN,
                Map.of(
                        BLUE,
                        new KeyLinkState(
                                List.of(A, Z), List.of("sae-a", "sae-z"), new KeyRates(5, 100), Optional.empty())));
        virtualDown();
        down("loss of quantum signal");
        topology(0.01, 0, 0, Optional.of(ReasonCode.LINK_DOWN));
        virtualDown();
        pass(LONG);
        fine();

        assertThat(texts)
                .containsExactly("the QKD link between " + A + " and " + Z + " is down: loss of quantum signal");
        assertThat(cleared).hasSize(1);
    }

    @Test
    void a_link_below_that_is_known_late_takes_the_place_of_the_virtual_link() {
        booked();
        virtualDown();
        pass(LinkAlarms.UNTIL_CAUSE_IS_KNOWN);
        assertThat(texts)
                .containsExactly("the key link of service blue is down: hop " + A + ": loss of quantum signal");

        down("loss of quantum signal");
        pass(LinkAlarms.UNTIL_CAUSE_IS_KNOWN);

        assertThat(texts)
                .last()
                .isEqualTo("the QKD link between " + A + " and " + Z + " is down: loss of quantum signal");
        assertThat(cleared).extracting(Alarm::id).containsExactly(1L);
    }

    @Test
    void the_virtual_link_of_somebody_else_is_not_called_a_link_that_the_manager_did_not_tell_of() {
        UUID others = new UUID(8, 8);
        booked(new QkdTopology.Booking(others, A, Z, 5, true));
        inventory.linkTrouble(QKDN, others, ReasonCode.LINK_DOWN, "");
        pass(LinkAlarms.UNTIL_CAUSE_IS_KNOWN);
        booked(new QkdTopology.Booking(others, A, Z, 6, true));

        assertThat(texts).containsExactly("virtual link " + others + " of the QKD network is down");
        assertThat(cleared).isEmpty();
    }

    @Test
    void a_virtual_link_that_is_down_over_a_link_of_which_too_much_is_asked_is_an_alarm_of_its_own() {
        inventory.keyLinks(
                QKDN,
                Map.of(
                        BLUE,
                        new KeyLinkState(
                                List.of(A, Z), List.of("sae-a", "sae-z"), new KeyRates(5, 100), Optional.empty())));
        topology(0.01, 4, 5, Optional.of(ReasonCode.LINK_OVERLOADED));
        virtualDown();
        pass(LONG);
        assertThat(texts).singleElement().asString().startsWith("the key link of service blue is down");
        pass(AssociationAlarms.UNTIL_FORGOTTEN);
        assertThat(cleared).hasSize(1);
    }

    private void virtualDown() {
        inventory.linkTrouble(
                QKDN, KeyLinkIds.of(BLUE).virtualLink(), ReasonCode.LINK_DOWN, "hop " + A + ": loss of quantum signal");
    }

    private void booked() {
        inventory.keyLinks(
                QKDN,
                Map.of(
                        BLUE,
                        new KeyLinkState(
                                List.of(A, Z), List.of("sae-a", "sae-z"), new KeyRates(5, 100), Optional.empty())));
        booked(new QkdTopology.Booking(KeyLinkIds.of(BLUE).virtualLink(), A, Z, 5, true));
    }

    private void booked(QkdTopology.Booking booking) {
        inventory.topology(
                QKDN,
                new QkdTopology(
                        Set.of(A, Z),
                        List.of(new QkdTopology.Link(LINK, A, Z, 100, 0, Optional.of(0.01), Optional.empty())),
                        List.of(booking)));
    }

    private void down(String text) {
        inventory.linkTrouble(QKDN, LINK, ReasonCode.LINK_DOWN, text);
    }

    private void fine() {
        topology(0.01, 100, 0, Optional.empty());
    }

    private void topology(double qber, long rate, long demand, Optional<ReasonCode> trouble) {
        inventory.topology(
                QKDN,
                new QkdTopology(
                        Set.of(A, Z),
                        List.of(new QkdTopology.Link(LINK, A, Z, rate, demand, Optional.of(qber), trouble)),
                        List.of()));
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
