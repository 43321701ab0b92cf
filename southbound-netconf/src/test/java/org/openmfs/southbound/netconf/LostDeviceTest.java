package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.fake.Fault;
import org.openmfs.southbound.netconf.fake.Wire;

/** Changes of two devices of which one is lost in the middle, at every point where it can be. */
final class LostDeviceTest extends DeviceScenario {
    @Test
    void a_device_that_stalls_in_its_commit_holds_up_nobody_else()
            throws SouthboundFailure, InterruptedException, ExecutionException, TimeoutException {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        FakeAgent north = device("north");
        FakeAgent south = device("south");
        east.fault("commit", Fault.STALL);

        CompletableFuture<SouthboundFailure> first = CompletableFuture.supplyAsync(() -> failure(both()));
        east.awaitRequests("commit", 1);
        plugin.configure(List.of(put("north", "south", GREEN), put("south", "north", GREEN)));

        assertThat(first).isNotDone();
        assertThat(north.associations()).containsExactly(GREEN);
        assertThat(south.associations()).containsExactly(GREEN);
        SouthboundFailure failure = first.get(20, TimeUnit.SECONDS);
        assertThat(failure.code()).isEqualTo(ReasonCode.TIMED_OUT);
        assertThat(failure.subject()).isEqualTo("east");
        assertThat(west.associations()).isEmpty();
        assertThat(east.associations()).isEmpty();
    }

    @Test
    void a_commit_whose_answer_is_lost_is_not_there_afterwards() {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        east.fault("commit", Fault.STALL_AFTER);

        assertThat(failure(both()).subject()).isEqualTo("east");

        east.awaitAssociations(Set.of());
        assertThat(west.associations()).isEmpty();
    }

    @Test
    void where_one_end_is_lost_before_it_confirms_the_other_undoes_what_it_confirmed() {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        east.fault("commit", Fault.NONE, Fault.DROP);

        SouthboundFailure failure = failure(both());

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_UNREACHABLE);
        assertThat(failure.subject()).isEqualTo("east");
        assertThat(west.associations()).isEmpty();
        east.awaitAssociations(Set.of());
    }

    @Test
    void where_one_end_is_lost_after_it_confirmed_it_is_undone_as_soon_as_it_is_back() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        plugin.configure(both());
        east.fault("commit", Fault.NONE, Fault.DROP_AFTER);

        List<DeviceChange> changes = List.of(
                put("west", "east", BLUE, Duration.ofSeconds(20)), put("east", "west", BLUE, Duration.ofSeconds(20)));
        assertThat(failure(changes).subject()).isEqualTo("east");

        reports.awaitReadings(east.settings().id(), 2);
        assertThat(west.running()).contains("<rekey-interval>10</rekey-interval>");
        assertThat(east.running()).contains("<rekey-interval>10</rekey-interval>");
        assertUnlocked(east);
    }

    @Test
    void an_edit_whose_answer_is_lost_is_undone_when_the_device_is_back() {
        FakeAgent west = device("west");
        FakeAgent east = device("east", "candidate", NO_CONFIRMED_COMMIT, "validate");
        east.fault("edit-config", Fault.DROP_AFTER);

        assertThat(failure(both()).subject()).isEqualTo("east");

        east.awaitAssociations(Set.of());
        reports.awaitReadings(east.settings().id(), 2);
        assertThat(west.associations()).isEmpty();
    }

    @Test
    void a_device_that_comes_back_read_only_is_not_away_for_ever() {
        FakeAgent east = device("east", "candidate", NO_CONFIRMED_COMMIT, "validate");
        east.fault("edit-config", Fault.DROP_AFTER);
        east.beforeAnswer("edit-config", () -> east.loses("writable-running"));

        failure(List.of(put("east", "west", BLUE)));

        reports.awaitReadings(east.settings().id(), 2);
        assertThat(east.associations()).containsExactly(BLUE);
    }

    @Test
    void what_is_owed_is_undone_even_if_the_settings_change_meanwhile() {
        FakeAgent east = device("east", "candidate", NO_CONFIRMED_COMMIT, "validate");
        east.fault("edit-config", Fault.STALL_AFTER);
        try (Wire wire = new Wire(east.settings())) {
            east.beforeAnswer("edit-config", () -> plugin.onboard(wire.settings()));

            failure(List.of(put("east", "west", BLUE)));

            east.awaitAssociations(Set.of());
        }
    }

    @Test
    void a_device_cut_off_in_its_commit_takes_it_back_when_its_time_is_over() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = FakeAgent.without("east");
        agents.add(east);
        try (Wire wire = new Wire(east.settings())) {
            plugin.onboard(wire.settings());
            reports.awaitReadings(east.settings().id(), 1);
            east.beforeAnswer("commit", wire::cut);

            SouthboundFailure failure = failure(both());

            assertThat(failure.subject()).isEqualTo("east");
            assertThat(west.associations()).isEmpty();
            east.awaitAssociations(Set.of());
            reports.awaitReadings(east.settings().id(), 2);
            plugin.configure(both());
            assertThat(east.associations()).containsExactly(BLUE);
        }
    }

    @Test
    void a_device_that_thinks_the_lost_session_alive_takes_its_commit_back_in_time() {
        device("west");
        FakeAgent east = FakeAgent.without("east");
        agents.add(east);
        Fault[] never = new Fault[100];
        Arrays.fill(never, Fault.REFUSE);
        east.fault("kill-session", never);
        try (Wire wire = new Wire(east.settings())) {
            plugin.onboard(wire.settings());
            reports.awaitReadings(east.settings().id(), 1);
            east.beforeAnswer("commit", wire::cut);

            failure(both());
            assertThat(east.associations()).containsExactly(BLUE);

            reports.awaitReadings(east.settings().id(), 2);
            assertThat(east.associations()).isEmpty();
            assertThat(east.requests()).containsOnlyOnce("commit");
        }
    }

    @Test
    void a_device_takes_a_commit_back_by_itself_when_the_manager_is_gone() {
        FakeAgent west = device("west");
        west.beforeAnswer("commit", plugin::close);

        assertThat(failure(List.of(put("west", "east", BLUE)))).isNotNull();

        west.awaitAssociations(Set.of());
        west.awaitSessions(0);
        assertThat(west.requests()).containsOnlyOnce("commit");
    }
}
