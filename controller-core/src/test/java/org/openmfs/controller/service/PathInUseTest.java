package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.ReasonCode;

/** A key path that a service uses is left only when it has to be. The class needs 5 bit/s, keys want 256 for a while. */
final class PathInUseTest {
    private static final double FINE = 0.01;

    private final StagedWorld world = new StagedWorld().furnished();
    private final QkdLines lines = new QkdLines(world);

    @BeforeEach
    void a_service_over_carol() {
        interval();
        lines.alike(100, 0, FINE, Optional.empty());
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        world.told.clear();
    }

    /** So that it needs 52 bit/s. */
    private void interval() {
        var gold = Furniture.gold();
        world.inventory.change(known -> known.withClass(
                gold.id(),
                Optional.of(new ProtectionClass(
                        gold.id(),
                        gold.floor(),
                        gold.methods(),
                        gold.leastCategory(),
                        gold.trustedNodes(),
                        gold.keyLife().withRekeyInterval(Duration.ofSeconds(5)),
                        gold.keyLink()))));
    }

    @Test
    void a_rate_that_wanders_around_what_is_needed_moves_nothing() {
        for (int i = 0; i < 10; i++) {
            lines.besideAnother(47 + i % 2 * 6, 0, FINE, Optional.empty());
        }
        assertThat(path()).isEqualTo(QkdLines.OVER_CAROL);
        assertThat(world.phases()).isEmpty();
    }

    @Test
    void a_rate_that_is_less_than_nine_tenths_of_what_is_needed_moves_the_service() {
        lines.besideAnother(46, 0, FINE, Optional.empty());
        assertThat(path()).isEqualTo(QkdLines.OVER_OTHER);
    }

    @Test
    void the_rate_around_what_is_needed_degrades_no_service_that_has_no_other_way() {
        lines.alike(47, 0, FINE, Optional.empty());
        lines.alike(52, 0, FINE, Optional.empty());
        lines.alike(48, 0, FINE, Optional.empty());
        assertThat(world.phases()).isEmpty();
        lines.alike(46, 0, FINE, Optional.empty());
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
    }

    @Test
    void errors_that_wander_around_their_limit_move_nothing_while_keys_are_made() {
        lines.besideAnother(100, 0, 0.109, Optional.empty());
        lines.besideAnother(100, 0, 0.111, Optional.of(ReasonCode.QBER_TOO_HIGH));
        lines.besideAnother(100, 0, 0.12, Optional.of(ReasonCode.QBER_TOO_HIGH));
        assertThat(path()).isEqualTo(QkdLines.OVER_CAROL);
        assertThat(world.phases()).isEmpty();
    }

    @Test
    void errors_far_above_their_limit_move_the_service() {
        lines.besideAnother(100, 0, 0.121, Optional.of(ReasonCode.QBER_TOO_HIGH));
        assertThat(path()).isEqualTo(QkdLines.OVER_OTHER);
    }

    @Test
    void errors_just_above_their_limit_move_the_service_when_no_key_is_made() {
        lines.besideAnother(0, 0, 0.111, Optional.of(ReasonCode.QBER_TOO_HIGH));
        assertThat(path()).isEqualTo(QkdLines.OVER_OTHER);
    }

    @Test
    void a_link_that_is_down_is_left_at_once() {
        lines.besideAnother(100, 0, FINE, Optional.of(ReasonCode.LINK_DOWN));
        assertThat(path()).isEqualTo(QkdLines.OVER_OTHER);
    }

    @Test
    void a_service_that_moved_stays_where_it_is_when_a_shorter_way_comes_back() {
        UUID direct = new UUID(1, 7);
        lines.tell(List.of(
                QkdLines.link(0, 100, 0, FINE, Optional.empty()),
                QkdLines.link(1, 100, 0, FINE, Optional.empty()),
                QkdLines.link(direct, Furniture.NODES.get(0), Furniture.NODES.get(2))));
        assertThat(path()).isEqualTo(QkdLines.OVER_CAROL);
        assertThat(world.phases()).isEmpty();
    }

    @Test
    void others_find_the_limit_as_it_is() {
        world.ask(Optional.empty());
        world.settle();
        lines.alike(51, 0, FINE, Optional.empty());
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
    }

    @Test
    void a_class_that_needs_more_finds_the_limit_as_it_is() {
        lines.alike(52, 0, FINE, Optional.empty());
        var gold = Furniture.gold();
        world.inventory.change(known -> known.withClass(
                gold.id(),
                Optional.of(new ProtectionClass(
                        gold.id(),
                        gold.floor(),
                        gold.methods(),
                        gold.leastCategory(),
                        gold.trustedNodes(),
                        gold.keyLife().withRekeyInterval(Duration.ofMillis(4800)),
                        gold.keyLink()))));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
    }

    private List<UUID> path() {
        return world.south.links.get(Furniture.ASSOCIATION).path();
    }
}
