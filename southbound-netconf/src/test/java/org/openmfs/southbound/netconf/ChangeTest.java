package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.fake.Fault;

/** Changes of two devices of which one refuses, or can less than the other. */
final class ChangeTest extends DeviceScenario {
    @Test
    void a_change_is_locked_staged_checked_committed_read_back_and_confirmed() throws Exception {
        FakeAgent west = device("west");

        plugin.configure(List.of(put("west", "east", BLUE)));

        assertThat(west.requests())
                .containsExactly(
                        "create-subscription",
                        "get",
                        "lock",
                        "lock",
                        "discard-changes",
                        "get-config",
                        "edit-config",
                        "validate",
                        "commit",
                        "get-config",
                        "commit",
                        "get-config",
                        "discard-changes",
                        "unlock",
                        "unlock");
        assertThat(west.awaitsConfirmation()).isFalse();
        assertUnlocked(west);
    }

    @Test
    void identities_and_lists_are_written_as_the_model_has_them() throws Exception {
        FakeAgent west = device("west");

        plugin.configure(List.of(put("west", "east", BLUE)));

        assertThat(west.running().replaceAll(">\\s+<", "><"))
                .contains("<combiner>hmac-sha384-extract</combiner>")
                .contains("<method>ml-kem-1024</method><method>qkd-014</method>")
                .contains("<factors>2</factors><least-diversity>2</least-diversity>")
                .contains("<required-ground>quantum-channel</required-ground>")
                .contains("<rekey-interval>10</rekey-interval><rekey-volume>1073741824</rekey-volume>"
                        + "<maximum-key-age>60</maximum-key-age><stock-target>4</stock-target>"
                        + "<when-keys-end>keep-until-maximum-age</when-keys-end>");
    }

    @Test
    void where_the_second_end_refuses_to_commit_the_first_takes_its_commit_back() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        east.fault("commit", Fault.REFUSE);

        SouthboundFailure failure = failure(both());

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure.subject()).isEqualTo("east");
        assertThat(west.changes()).as("live and taken back").isEqualTo(2);
        assertThat(west.associations()).isEmpty();
        assertThat(west.awaitsConfirmation()).isFalse();
        assertUnlocked(west);
        assertUnlocked(east);
    }

    @Test
    void a_device_that_can_store_nothing_has_its_commit_cancelled_and_keeps_its_session() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        west.fault("commit", Fault.NONE, Fault.REFUSE, Fault.REFUSE, Fault.REFUSE);

        SouthboundFailure failure = failure(both());

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.associations()).isEmpty();
        assertThat(east.associations()).isEmpty();
        assertThat(west.requests())
                .contains("cancel-commit")
                .filteredOn("get"::equals)
                .hasSize(1);
        assertThat(failure(List.of(put("west", "east", GREEN))).code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertUnlocked(west);
    }

    @Test
    void what_a_device_says_of_a_refusal_is_passed_on_without_its_class_names() {
        FakeAgent west = device("west");
        west.refuseChanges(true);

        SouthboundFailure failure = failure(List.of(put("west", "east", BLUE)));

        assertThat(failure)
                .hasMessage("the device refused edit-config: invalid-value at"
                        + " /a:agent/a:association[a:id='blue']/a:enc-dec: no such enc-dec");
    }

    @Test
    void what_is_left_of_a_refused_edit_never_goes_live() throws Exception {
        FakeAgent west = device("west");
        west.refuseChanges(true);
        failure(List.of(put("west", "east", BLUE)));
        west.refuseChanges(false);

        plugin.configure(List.of(put("west", "north", GREEN)));

        assertThat(west.associations()).containsExactly(GREEN);
    }

    @Test
    void what_others_left_in_the_candidate_never_goes_live() throws Exception {
        FakeAgent west = device("west");
        west.hasInCandidate("<agent xmlns='urn:openmfs:yang:mfs-agent'><peer><id>stray</id></peer></agent>");

        plugin.configure(List.of(put("west", "east", BLUE)));

        assertThat(west.peers()).containsExactly(new CfId("east"));
    }

    @Test
    void what_others_would_write_meanwhile_is_refused_to_them_and_not_reverted() throws Exception {
        FakeAgent west = device("west");
        AtomicBoolean taken = new AtomicBoolean();
        String theirs = "<agent xmlns='urn:openmfs:yang:mfs-agent'><peer><id>theirs</id></peer></agent>";
        west.beforeAnswer("validate", () -> taken.set(west.takesFromAnother(theirs)));

        plugin.configure(List.of(put("west", "east", BLUE)));

        assertThat(taken).isFalse();
        assertThat(west.takesFromAnother(theirs)).isTrue();
        assertThat(west.peers()).containsExactlyInAnyOrder(new CfId("east"), new CfId("theirs"));
    }

    @Test
    void a_commit_that_was_taken_back_before_it_was_confirmed_is_noticed() {
        FakeAgent west = device("west");
        FakeAgent east = device("east", NO_CONFIRMED_COMMIT);
        east.beforeAnswer("commit", west::takesBack);

        SouthboundFailure failure = failure(both());

        assertThat(failure).isNotNull();
        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.associations()).isEmpty();
        assertThat(east.associations()).isEmpty();
    }

    @Test
    void a_lock_of_another_session_is_waited_for() throws Exception {
        FakeAgent west = device("west");
        west.lockedByAnother(true);

        CompletableFuture<Void> change = CompletableFuture.runAsync(() -> configure(put("west", "east", BLUE)));
        west.awaitRequests("lock", 2);
        west.lockedByAnother(false);

        change.get(10, TimeUnit.SECONDS);
        assertThat(west.associations()).containsExactly(BLUE);
    }

    private void configure(DeviceChange change) {
        try {
            plugin.configure(List.of(change));
        } catch (SouthboundFailure e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_lock_that_stays_is_waited_for_only_so_long() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        west.lockedByAnother(true);

        SouthboundFailure failure = failure(both());

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure.getMessage()).contains("lock");
        assertThat(east.changes()).isZero();
        assertUnlocked(east);
    }

    @Test
    void a_device_without_confirmed_commit_goes_live_last_and_is_undone_by_an_edit() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east", NO_CONFIRMED_COMMIT);
        plugin.configure(List.of(put("east", "west", BLUE, Duration.ofSeconds(20))));
        east.runs("<agent xmlns='urn:openmfs:yang:mfs-agent'><peer><id>west</id><host>127.0.0.9</host>"
                + "<port>1</port><colour xmlns='urn:example:vendor'>red</colour></peer></agent>");
        west.fault("commit", Fault.NONE, Fault.REFUSE);

        SouthboundFailure failure = failure(both());

        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.associations()).isEmpty();
        assertThat(east.running())
                .contains("127.0.0.9", "red</colour>", "<rekey-interval>20</rekey-interval>")
                .doesNotContain("127.0.0.1", "<rekey-interval>10</rekey-interval>");
        assertThat(east.requests().stream().filter("commit"::equals)).hasSize(3);
        assertUnlocked(east);
    }

    @Test
    void a_device_without_a_candidate_is_changed_in_what_runs_and_undone_there() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east", "candidate", NO_CONFIRMED_COMMIT, "validate");
        plugin.configure(both());
        assertThat(east.associations()).containsExactly(BLUE);
        west.fault("commit", Fault.NONE, Fault.REFUSE);

        SouthboundFailure failure = failure(List.of(put("west", "east", GREEN), put("east", "north", GREEN)));

        assertThat(failure.subject()).isEqualTo("west");
        assertThat(west.associations()).containsExactly(BLUE);
        assertThat(east.associations()).containsExactly(BLUE);
        assertThat(east.peers()).containsExactly(new CfId("west"));
        assertThat(east.requests()).doesNotContain("commit", "validate", "discard-changes");
    }

    @Test
    void a_device_without_a_candidate_that_refuses_leaves_the_other_end_as_it_was() {
        FakeAgent west = device("west");
        FakeAgent east = device("east", "candidate", NO_CONFIRMED_COMMIT, "validate");
        east.refuseChanges(true);

        assertThat(failure(both()).subject()).isEqualTo("east");

        assertThat(west.associations()).isEmpty();
        assertThat(west.awaitsConfirmation()).isFalse();
    }

    @Test
    void a_device_that_says_ok_and_does_nothing_is_found_out() {
        FakeAgent west = device("west");
        FakeAgent east = device("east");
        east.fault("edit-config", Fault.LIE);

        SouthboundFailure failure = failure(both());

        assertThat(failure.code()).isEqualTo(ReasonCode.DEVICE_REFUSED);
        assertThat(failure).hasMessage("the device says that it took the change over, but runs something else");
        assertThat(west.associations()).isEmpty();
    }

    @Test
    void two_changes_of_the_same_devices_are_made_one_after_the_other() throws Exception {
        FakeAgent west = device("west");
        FakeAgent east = device("east");

        List<CompletableFuture<Void>> changes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            AssociationId id = new AssociationId("a" + i);
            List<DeviceChange> forth = List.of(put("west", "east", id), put("east", "west", id));
            changes.add(CompletableFuture.runAsync(() -> assertThat(failure(i(id) % 2 == 0 ? forth : forth.reversed()))
                    .isNull()));
        }
        CompletableFuture.allOf(changes.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(west.associations()).hasSize(8).isEqualTo(east.associations());
    }

    private static int i(AssociationId id) {
        return Integer.parseInt(id.value().substring(1));
    }
}
