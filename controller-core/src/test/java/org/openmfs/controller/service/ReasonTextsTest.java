package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;

/** What a service says of why it is not as it should be sends an operator to the right place. */
final class ReasonTextsTest {
    private static final int LONGEST = 800;
    private static final UUID LINK = QkdLines.FIRST;
    private static final String NAMED = "QKD link " + LINK + " between alice (" + Furniture.NODES.get(0)
            + ") and carol (" + Furniture.NODES.get(1) + ")";

    private final StagedWorld world = new StagedWorld();
    private final QkdLines lines = new QkdLines(world);

    @Test
    void a_service_that_waits_for_a_manager_says_what_keeps_the_manager() {
        world.configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(world::connect);
        world.services.loaded();
        away("https://127.0.0.1:1/restconf: connection refused", ReasonCode.MANAGER_UNREACHABLE);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(text(ReasonCode.MANAGER_UNREACHABLE))
                .contains("connection refused")
                .contains("qkdn");

        away("user mfs or its password is refused", ReasonCode.CREDENTIAL_REFUSED);
        world.settle();
        assertThat(text(ReasonCode.CREDENTIAL_REFUSED)).contains("its password is refused");
    }

    @Test
    void what_a_manager_says_is_bounded() {
        world.configured();
        List.of(Furniture.ALICE, Furniture.BOB).forEach(world::connect);
        world.services.loaded();
        away("x".repeat(100_000), ReasonCode.MANAGER_UNREACHABLE);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(text(ReasonCode.MANAGER_UNREACHABLE)).hasSizeLessThan(LONGEST);
    }

    @Test
    void a_device_without_a_session_says_why() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        without(Furniture.BOB, ReasonCode.CREDENTIAL_REFUSED, "the device refused user mfs or the password");
        world.settle();

        assertThat(world.blue().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(text(ReasonCode.CREDENTIAL_REFUSED))
                .isEqualTo("device bob: the device refused user mfs or the password");
    }

    @Test
    void a_device_that_was_never_met_says_why() {
        world.configured();
        world.connect(Furniture.ALICE);
        world.known(Furniture.BOB);
        world.services.loaded();
        without(Furniture.BOB, ReasonCode.HOST_KEY_MISMATCH, "the device showed host key SHA256:y, not SHA256:x");
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(text(ReasonCode.HOST_KEY_MISMATCH))
                .contains("showed host key SHA256:y")
                .contains("bob");
    }

    @Test
    void a_device_that_cannot_be_relieved_says_why() {
        world.furnished();
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        world.secured("a");
        world.settle();
        without(Furniture.BOB, ReasonCode.DEVICE_UNREACHABLE, "no session with h port 830: timed out");
        world.settle();
        world.ask(Optional.empty());
        world.settle();
        assertThat(text(ReasonCode.DEVICE_UNREACHABLE)).contains("timed out");
    }

    @Test
    void a_link_that_is_down_is_called_down_and_its_nodes_by_name() {
        asked(lines -> lines.alike(100, 0, 0.01, Optional.of(ReasonCode.LINK_DOWN)));
        assertThat(text(LINK)).isEqualTo(NAMED + " is down");
    }

    @Test
    void a_link_with_too_many_errors_says_how_many() {
        asked(lines -> lines.alike(100, 0, 0.1234, Optional.of(ReasonCode.QBER_TOO_HIGH)));
        assertThat(text(LINK)).isEqualTo(NAMED + " has a QBER of 12.3 %, which is too high");
    }

    @Test
    void a_link_of_which_too_much_is_asked_says_both_rates() {
        asked(lines -> lines.alike(100, 101, 0.01, Optional.of(ReasonCode.LINK_OVERLOADED)));
        assertThat(text(LINK)).isEqualTo(NAMED + " makes 100 bit/s, 101 are asked of it, 5 needed");
    }

    @Test
    void a_link_that_makes_too_little_says_how_much_is_needed() {
        asked(lines -> lines.alike(4, 0, 0.01, Optional.empty()));
        assertThat(text(LINK)).isEqualTo(NAMED + " makes 4 bit/s, 5 needed");
    }

    @Test
    void a_link_to_a_node_that_tells_nothing_is_named() {
        UUID unknown = new UUID(0, 77);
        asked(lines -> lines.tell(List.of(
                QkdLines.link(LINK, Furniture.NODES.get(0), unknown),
                QkdLines.link(1, 100, 0, 0.01, Optional.empty()))));
        assertThat(text(LINK)).contains("node " + unknown + " is unknown to manager qkdn");
    }

    @Test
    void the_ends_between_which_there_is_no_way_are_named() {
        asked(lines -> lines.tell(List.of()));
        assertThat(text(ReasonCode.NO_KEY_PATH))
                .isEqualTo("no usable QKD links join alice (" + Furniture.NODES.get(0) + ") and bob ("
                        + Furniture.NODES.get(2) + ")");
    }

    @Test
    void an_end_that_no_network_holds_is_named() {
        asked(lines -> world.inventory.topology(
                Furniture.QKDN, new QkdTopology(Set.of(Furniture.NODES.get(0)), List.of(), List.of())));
        assertThat(text(ReasonCode.NO_KEY_PATH)).contains("bob (" + Furniture.NODES.get(2) + ")");
    }

    @Test
    void a_network_of_a_thousand_dead_links_makes_few_reasons_and_says_how_many_more() {
        List<QkdTopology.Link> dead = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            dead.add(new QkdTopology.Link(
                    new UUID(5, i),
                    Furniture.NODES.get(0),
                    Furniture.NODES.get(1),
                    1,
                    0,
                    Optional.empty(),
                    Optional.of(ReasonCode.LINK_DOWN)));
        }
        asked(lines -> lines.tell(dead));
        assertThat(world.blue().reasons()).hasSizeLessThan(30);
        assertThat(text(ReasonCode.NO_KEY_PATH)).endsWith("and 980 more links are of no use");
    }

    private void asked(Consumer<QkdLines> network) {
        world.furnished();
        network.accept(lines);
        world.ask(Optional.of(Furniture.intent()));
        world.settle();
        assertThat(world.blue().phase()).isEqualTo(Phase.FAILED);
    }

    private void away(String text, ReasonCode code) {
        world.inventory.configured(
                Furniture.QKDN,
                Optional.of(Furniture.manager(Furniture.QKDN, ManagerKind.QKDN_015)),
                Set.of(Facet.KEY_NETWORK));
        world.inventory.connectionChanged(
                Furniture.QKDN, new Connection(Connection.State.CONNECTING, Optional.of(code), text, Instant.EPOCH));
    }

    private void without(DeviceId device, ReasonCode code, String text) {
        world.inventory.connectionChanged(
                device, new Connection(Connection.State.REFUSED, Optional.of(code), text, Instant.EPOCH));
    }

    private String text(ReasonCode code) {
        return text(reason -> reason.code().equals(code));
    }

    private String text(UUID link) {
        return text(reason -> reason.subject().equals(link.toString()));
    }

    private String text(Predicate<Reason> which) {
        return world.blue().reasons().stream()
                .filter(which)
                .findFirst()
                .orElseThrow()
                .text();
    }
}
