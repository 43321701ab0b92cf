package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

/** A manager, node or device forgot a piece of a service that is in use. */
final class ForgottenTest {
    private static final String AT_A_NODE =
            "application of service blue is missing at QKD node " + Furniture.NODES.get(2);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private final StagedWorld world = new StagedWorld();

    @BeforeEach
    void a_service_in_use() {
        world.furnished();
        world.wired();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.keyLink(Optional.empty());
        world.lightPath(LightPathState.UP);
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        world.told.clear();
    }

    private List<Integer> written() {
        return List.of(world.south.keyLinksWritten, world.south.lightPathsAsked, world.south.edits);
    }

    @Test
    void a_key_link_that_a_node_forgot_is_written_again_and_nothing_else_is() {
        world.keyLink(Optional.of(AT_A_NODE));
        world.settle();

        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.blue().reasons())
                .extracting(Reason::code, Reason::subject, Reason::text)
                .containsExactly(tuple(ReasonCode.KEY_LINK_MISSING, "qkdn", AT_A_NODE));
        assertThat(written()).containsExactly(2, 1, 1);

        world.keyLink(Optional.empty());
        world.settle();
        assertThat(world.phases()).containsExactly(Phase.DEGRADED, Phase.ACTIVE);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_manager_that_refuses_for_long_gets_the_key_link_ten_seconds_after_it_gives_in_at_the_latest() {
        world.south.silent.add(Furniture.QKDN);
        world.keyLink(Optional.of(AT_A_NODE));
        world.pass(Duration.ofMinutes(5));
        assertThat(world.codes()).contains(ReasonCode.KEY_LINK_MISSING);
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);

        world.south.silent.clear();
        world.pass(TEN_SECONDS);

        assertThat(world.south.keyLinksWritten).isGreaterThan(1);
        assertThat(world.south.lightPathsAsked + world.south.edits).isEqualTo(2);
    }

    @Test
    void a_manager_that_shows_life_again_is_asked_at_once() {
        world.south.silent.add(Furniture.QKDN);
        world.keyLink(Optional.of(AT_A_NODE));
        world.pass(Duration.ofMinutes(5));
        world.lose(Furniture.QKDN);
        world.settle();

        world.south.silent.clear();
        world.meet(Furniture.QKDN, ManagerKind.QKDN_015);
        world.settle();

        assertThat(written()).containsExactly(2, 1, 1);
    }

    @Test
    void an_optical_path_that_is_gone_is_asked_for_again_and_nothing_else_is() {
        world.lightPath(LightPathState.MISSING);
        world.settle();

        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.codes()).containsExactly(ReasonCode.LIGHT_PATH_MISSING);
        assertThat(written()).containsExactly(1, 2, 1);

        world.lightPath(LightPathState.UP);
        world.settle();
        assertThat(world.phases()).containsExactly(Phase.DEGRADED, Phase.ACTIVE);
    }

    @Test
    void an_optical_path_is_put_back_while_the_key_path_of_the_same_service_is_down() {
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.lightPath(LightPathState.MISSING);
        world.settle();

        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH, ReasonCode.LIGHT_PATH_MISSING);
        assertThat(written()).containsExactly(1, 2, 1);

        world.lightPath(LightPathState.UP);
        world.settle();
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH).doesNotContain(ReasonCode.LIGHT_PATH_MISSING);
        world.pass(Duration.ofMinutes(1));
        assertThat(written()).containsExactly(1, 2, 1);
    }

    @Test
    void a_manager_that_refuses_to_put_a_piece_back_is_told_of_and_asked_again_while_the_key_path_is_down() {
        world.south.silent.add(Furniture.APNC);
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.lightPath(LightPathState.MISSING);
        world.pass(Duration.ofMinutes(5));
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH, ReasonCode.MANAGER_UNREACHABLE);

        world.south.silent.clear();
        world.pass(TEN_SECONDS);
        world.lightPath(LightPathState.UP);
        world.settle();

        assertThat(world.south.lightPathsAsked).isGreaterThan(1);
        assertThat(world.codes())
                .contains(ReasonCode.NO_KEY_PATH)
                .doesNotContain(ReasonCode.LIGHT_PATH_MISSING, ReasonCode.MANAGER_UNREACHABLE);
        world.links(Optional.empty());
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void an_optical_path_is_put_back_while_a_new_plan_is_refused_for_its_key_link() {
        world.south.refusedLinks.add(Furniture.ASSOCIATION);
        new QkdLines(world).besideAnother(100, 0, 0.01, Optional.of(ReasonCode.LINK_DOWN));
        world.settle();
        assertThat(world.codes()).contains(ReasonCode.MANAGER_REFUSED);

        world.lightPath(LightPathState.MISSING);
        world.settle();

        assertThat(written()).containsExactly(1, 2, 1);
        assertThat(world.codes()).contains(ReasonCode.MANAGER_REFUSED);
        world.south.refusedLinks.clear();
        world.lightPath(LightPathState.UP);
        world.pass(TEN_SECONDS);
        assertThat(world.south.keyLinksWritten).isEqualTo(2);
    }

    @Test
    void an_association_is_put_back_while_the_key_path_is_down_as_it_was() {
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.report(Furniture.BOB, AssociationStatus.Phase.WITHDRAWING, "a");
        world.settle();
        assertThat(written()).containsExactly(1, 1, 2);
    }

    @Test
    void an_association_is_not_put_back_on_terms_that_are_not_wished_any_more() {
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.inventory.change(known -> known.withClass(
                Furniture.gold().id(),
                Optional.of(new ProtectionClass(
                        Furniture.gold().id(),
                        Furniture.gold().floor(),
                        Furniture.gold().methods(),
                        Furniture.gold().leastCategory(),
                        Furniture.gold().trustedNodes(),
                        Furniture.gold().keyLife().withRekeyInterval(Duration.ofSeconds(30)),
                        Furniture.gold().keyLink()))));
        world.report(Furniture.BOB, AssociationStatus.Phase.WITHDRAWING, "a");
        world.lightPath(LightPathState.MISSING);
        world.pass(Duration.ofMinutes(1));
        assertThat(world.south.edits).isEqualTo(1);
        assertThat(world.south.lightPathsAsked).isGreaterThan(1);
    }

    @Test
    void a_key_link_is_not_written_where_there_is_no_key_path() {
        world.links(Optional.of(ReasonCode.LINK_DOWN));
        world.keyLink(Optional.of(AT_A_NODE));
        world.pass(Duration.ofMinutes(1));
        assertThat(written()).containsExactly(1, 1, 1);
    }

    @Test
    void an_optical_path_that_carries_nothing_is_a_link_that_is_down_and_is_left_to_its_network() {
        world.lightPath(LightPathState.DOWN);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.codes()).containsExactly(ReasonCode.LINK_DOWN);
        assertThat(written()).containsExactly(1, 1, 1);
    }

    @Test
    void an_association_that_a_device_gave_up_is_written_again_at_once_and_is_the_one_thing_told() {
        world.complain(Furniture.ALICE, ReasonCode.PEER_UNREACHABLE, "no answer in time");
        world.report(Furniture.BOB, AssociationStatus.Phase.WITHDRAWING, "a");
        world.settle();

        assertThat(written()).containsExactly(1, 1, 2);
        assertThat(world.codes()).containsExactly(ReasonCode.ASSOCIATION_MISSING);
        assertThat(world.blue().reasons().getFirst().subject()).isEqualTo("bob");
        assertThat(world.blue().phase()).isNotEqualTo(Phase.ACTIVE);

        world.secured("b");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void an_association_that_is_missing_after_a_device_is_back_is_written_again_at_once() {
        world.lose(Furniture.BOB);
        world.inventory.connectionChanged(Furniture.BOB, Connection.connected(Instant.EPOCH));
        world.inventory.associations(Furniture.BOB, List.of());
        world.settle();

        assertThat(written()).containsExactly(1, 1, 2);
        assertThat(world.codes()).containsExactly(ReasonCode.ASSOCIATION_MISSING);
    }

    @Test
    void an_association_that_was_just_written_is_awaited_before_it_is_written_once_more() {
        world.report(Furniture.BOB, AssociationStatus.Phase.WITHDRAWING, "a");
        world.pass(Duration.ofSeconds(5));
        assertThat(written()).containsExactly(1, 1, 2);
        world.pass(TEN_SECONDS);
        assertThat(written()).containsExactly(1, 1, 3);
        assertThat(world.codes()).containsExactly(ReasonCode.ASSOCIATION_MISSING);
    }

    @Test
    void what_a_kme_refuses_has_its_network_looked_at_once_and_again_when_it_is_told_anew() {
        world.complain(Furniture.ALICE, ReasonCode.METHOD_FAILED, "qkd-014: the KME answered with HTTP status 401");
        world.settle();
        world.complain(Furniture.ALICE, ReasonCode.METHOD_FAILED, "qkd-014: the KME answered with HTTP status 401");
        world.settle();

        assertThat(world.south.looked).containsExactly(Furniture.QKDN);
        assertThat(world.codes()).containsExactly(ReasonCode.METHOD_FAILED);

        world.secured("a");
        world.settle();
        world.complain(Furniture.BOB, ReasonCode.METHOD_FAILED, "qkd-014: the KME answered with HTTP status 401");
        world.settle();
        assertThat(world.south.looked).hasSize(2);
    }

    @Test
    void what_a_kme_refuses_because_its_key_link_is_gone_is_no_reason_of_its_own() {
        world.complain(Furniture.ALICE, ReasonCode.METHOD_FAILED, "qkd-014: the KME answered with HTTP status 401");
        world.keyLink(Optional.of(AT_A_NODE));
        world.settle();

        assertThat(world.codes()).containsExactly(ReasonCode.KEY_LINK_MISSING);
    }

    @Test
    void another_methods_failure_is_told_beside_a_key_link_that_is_gone() {
        world.complain(Furniture.ALICE, ReasonCode.METHOD_FAILED, "psk: no key left in the file");
        world.keyLink(Optional.of(AT_A_NODE));
        world.settle();

        assertThat(world.codes()).contains(ReasonCode.KEY_LINK_MISSING, ReasonCode.METHOD_FAILED);
    }

    @Test
    void
            a_device_that_is_blocked_until_the_other_end_tells_of_an_association_made_anew_leaves_no_failure_without_reason() {
        world.inventory.associations(Furniture.ALICE, List.of());
        world.inventory.associations(Furniture.BOB, List.of());
        world.ask(Optional.empty());
        world.settle();
        world.told.clear();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.blocked(Furniture.ALICE, List.of(ReasonCode.PEER_UNREACHABLE));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.PROVISIONING);

        world.blocked(Furniture.ALICE, List.of());
        world.blocked(Furniture.BOB, List.of());
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.blue().reasons())
                .extracting(Reason::subject, Reason::text)
                .contains(tuple("alice", "device alice stopped the traffic of association blue/1 and gives no reason"));

        world.report(AssociationStatus.Phase.DEGRADED, "a");
        world.settle();
        assertThat(world.told)
                .filteredOn(state -> state.phase() == Phase.FAILED || state.phase() == Phase.DEGRADED)
                .isNotEmpty()
                .allMatch(state -> !state.reasons().isEmpty());
    }

    @Test
    void a_device_that_is_away_has_not_forgotten_its_association() {
        world.inventory.associations(Furniture.BOB, List.of());
        world.lose(Furniture.BOB);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.codes())
                .contains(ReasonCode.DEVICE_UNREACHABLE)
                .doesNotContain(ReasonCode.ASSOCIATION_MISSING);
    }
}
