package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/** A QKD node that does not answer is gone around by what begins, and left by nobody who uses it. */
final class AbsentQkdNodeTest {
    private static final UUID CAROLS = Furniture.NODES.get(1);
    private static final List<QkdTopology.Link> BOTH_WAYS = List.of(
            QkdLines.link(new UUID(1, 0), Furniture.NODES.get(0), CAROLS),
            QkdLines.link(new UUID(1, 1), CAROLS, Furniture.NODES.get(2)),
            QkdLines.link(new UUID(1, 2), Furniture.NODES.get(0), QkdLines.OTHER),
            QkdLines.link(new UUID(1, 3), QkdLines.OTHER, Furniture.NODES.get(2)));

    private final StagedWorld world = new StagedWorld().furnished();
    private final QkdLines lines = new QkdLines(world);

    private List<UUID> path() {
        return world.south.links.get(Furniture.ASSOCIATION).path();
    }

    @Test
    void a_service_that_begins_goes_around_it() {
        lines.tell(Set.of(CAROLS), BOTH_WAYS);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(path()).isEqualTo(QkdLines.OVER_OTHER);
    }

    @Test
    void a_service_that_has_no_way_around_it_says_which_node_it_is() {
        lines.tell(Set.of(CAROLS), BOTH_WAYS.subList(0, 2));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
        assertThat(world.codes()).contains(ReasonCode.NO_KEY_PATH, ReasonCode.MANAGER_UNREACHABLE);
        assertThat(world.blue().reasons()).anyMatch(reason -> reason.text().contains(CAROLS + ") does not answer"));
    }

    @Test
    void a_service_that_uses_it_stays() {
        lines.tell(BOTH_WAYS.subList(0, 2));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);

        lines.tell(Set.of(CAROLS), BOTH_WAYS, booked());

        assertThat(path()).isEqualTo(QkdLines.OVER_CAROL);
        assertThat(world.blue().phase()).isEqualTo(Phase.ACTIVE);
        assertThat(world.south.keyLinksWritten).isEqualTo(1);
    }

    private static List<QkdTopology.Booking> booked() {
        UUID link = KeyLinkIds.of(Furniture.ASSOCIATION).virtualLink();
        return List.of(
                new QkdTopology.Booking(link, Furniture.NODES.get(0), CAROLS, 5, true),
                new QkdTopology.Booking(link, CAROLS, Furniture.NODES.get(2), 5, true));
    }

    @Test
    void a_service_whose_key_link_was_never_written_there_goes_around_it() {
        lines.tell(BOTH_WAYS.subList(0, 2));
        world.south.refusedLinks.add(Furniture.ASSOCIATION);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.south.refusedLinks.clear();

        lines.tell(Set.of(CAROLS), BOTH_WAYS);
        world.pass(Duration.ofSeconds(10));

        assertThat(path()).isEqualTo(QkdLines.OVER_OTHER);
    }

    @Test
    void a_service_waits_for_it_where_it_is_the_only_way_and_goes_on_when_it_is_back() {
        lines.tell(Set.of(CAROLS), BOTH_WAYS.subList(0, 2));
        world.ask(Optional.of(Furniture.intent()));
        world.settle();

        lines.tell(BOTH_WAYS.subList(0, 2));

        assertThat(path()).isEqualTo(QkdLines.OVER_CAROL);
    }
}
