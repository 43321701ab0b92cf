package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.api.ServiceState.Keying;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;

/** How often the north side is told of a service. */
final class ServiceNewsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ServiceId BLUE = new ServiceId("blue");

    private final List<ServiceState> told = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final ServiceNews news = new ServiceNews(told::add, (delay, task) -> timers.add(task));

    @Test
    void a_key_that_is_replaced_is_one_event() {
        news.changed(keyed("a", 1));
        told.clear();

        news.changed(keyed("", 1));
        news.changed(keyed("b", 1));
        news.changed(keyed("b", 2));
        news.changed(keyed("b", 3));

        assertThat(keys()).containsExactly("b");
        timers.forEach(Runnable::run);
        assertThat(told).hasSize(1);
    }

    @Test
    void ends_that_go_on_using_different_keys_are_told_so() {
        news.changed(keyed("a", 1));
        news.changed(keyed("", 1));
        news.changed(keyed("", 2));
        assertThat(keys()).containsExactly("a");
        assertThat(timers).hasSize(1);
        timers.forEach(Runnable::run);

        assertThat(keys()).containsExactly("a", "none");
        assertThat(told.getLast().keying().stock()).isEqualTo(2);
        news.changed(keyed("b", 2));
        assertThat(keys()).containsExactly("a", "none", "b");
    }

    @Test
    void a_key_that_is_used_again_after_a_moment_is_no_event() {
        news.changed(keyed("a", 1));
        news.changed(keyed("", 1));
        news.changed(keyed("a", 1));
        timers.forEach(Runnable::run);
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void a_service_that_becomes_active_is_told_with_its_key_as_one_event() {
        news.changed(state(Phase.PROVISIONING, List.of(), Keying.NONE));
        news.changed(keyed("", 0));
        news.changed(keyed("", 1));
        assertThat(phases()).containsExactly(Phase.PROVISIONING);
        news.changed(keyed("a", 1));
        timers.forEach(Runnable::run);

        assertThat(phases()).containsExactly(Phase.PROVISIONING, Phase.ACTIVE);
        assertThat(keys()).containsExactly("none", "a");
    }

    @Test
    void a_service_whose_key_stays_unknown_is_told_as_active_without_it_in_the_end() {
        news.changed(state(Phase.PROVISIONING, List.of(), Keying.NONE));
        news.changed(keyed("", 0));
        news.changed(keyed("", 1));
        assertThat(timers).hasSize(1);
        timers.forEach(Runnable::run);

        assertThat(phases()).containsExactly(Phase.PROVISIONING, Phase.ACTIVE);
    }

    @Test
    void a_service_that_fails_before_its_key_is_known_was_never_active() {
        news.changed(state(Phase.PROVISIONING, List.of(), Keying.NONE));
        news.changed(keyed("", 0));
        news.changed(state(Phase.FAILED, List.of(), Keying.NONE));
        timers.forEach(Runnable::run);

        assertThat(phases()).containsExactly(Phase.PROVISIONING, Phase.FAILED);
    }

    @Test
    void what_is_overdue_of_a_moment_that_passed_tells_nothing_of_the_next() {
        news.changed(keyed("a", 1));
        news.changed(keyed("", 1));
        news.changed(keyed("b", 1));
        news.changed(keyed("", 1));
        timers.getFirst().run();
        assertThat(keys()).containsExactly("a", "b");
        timers.getLast().run();
        assertThat(keys()).containsExactly("a", "b", "none");
    }

    @Test
    void a_key_that_goes_with_the_phase_is_told_at_once() {
        news.changed(keyed("a", 1));
        news.changed(state(Phase.FAILED, List.of(), Keying.NONE));
        assertThat(keys()).containsExactly("a", "none");
    }

    @Test
    void nothing_is_told_of_a_service_that_is_gone() {
        news.changed(keyed("a", 1));
        news.changed(keyed("", 1));
        news.gone(BLUE);
        timers.forEach(Runnable::run);
        assertThat(keys()).containsExactly("a");
        news.changed(keyed("a", 1));
        assertThat(keys()).containsExactly("a", "a");
    }

    @Test
    void each_phase_and_each_change_of_reasons_is_told() {
        news.changed(state(Phase.PLANNED, List.of(), Keying.NONE));
        news.changed(state(Phase.PROVISIONING, List.of(), Keying.NONE));
        news.changed(keyed("a", 1));
        Reason reason = new Reason(ReasonCode.LINK_DOWN, "link", "is down", NOON);
        news.changed(state(Phase.ACTIVE, List.of(reason), keying("a", 1)));
        assertThat(told).hasSize(4);
    }

    private List<String> keys() {
        return told.stream()
                .map(state -> state.keying()
                        .key()
                        .map(key -> key.value().substring(0, 1))
                        .orElse("none"))
                .toList();
    }

    private List<Phase> phases() {
        return told.stream().map(ServiceState::phase).toList();
    }

    private static ServiceState keyed(String key, int stock) {
        return state(Phase.ACTIVE, List.of(), keying(key, stock));
    }

    private static Keying keying(String key, int stock) {
        Optional<KeyId> id = key.isEmpty() ? Optional.empty() : Optional.of(new KeyId(key.repeat(32)));
        return new Keying(
                Optional.of(new SuiteId("s")), id, stock, 1, Optional.of(NOON), Optional.of(NOON.plusSeconds(stock)));
    }

    private static ServiceState state(Phase phase, List<Reason> reasons, Keying keying) {
        return new ServiceState(BLUE, Optional.empty(), phase, 1, 1, NOON, reasons, Optional.empty(), keying);
    }
}
