package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;

/** Whom news of a QKD network concerns: who uses what is other, and who is not as it should be. */
final class ConcernsTest {
    private static final ManagerId QKDN = new ManagerId("qkdn");
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);
    private static final ServiceId NEAR = new ServiceId("near");
    private static final ServiceId FAR = new ServiceId("far");
    private static final ServiceId WANTING = new ServiceId("wanting");
    private static final Connection UP = Connection.connected(Instant.EPOCH);
    private static final QkdTopology GOOD = topology(Set.of(), Optional.empty());

    private final Concerns concerns = new Concerns();

    @BeforeEach
    void two_services_that_stand_and_one_that_wants() {
        concerns.depends(NEAR, Set.of(new Subject.OfManagedNetwork(QKDN), Subject.OfHop.between(QKDN, A, B)));
        concerns.depends(FAR, Set.of(new Subject.OfManagedNetwork(QKDN), Subject.OfHop.between(QKDN, B, C)));
        concerns.depends(WANTING, Set.of(new Subject.OfAnyHelp()));
    }

    private static QkdTopology topology(Set<UUID> away, Optional<ReasonCode> trouble) {
        return new QkdTopology(
                Set.of(A, B, C),
                away,
                List.of(
                        new QkdTopology.Link(new UUID(1, 1), A, B, 100, 0, Optional.empty(), trouble),
                        new QkdTopology.Link(new UUID(1, 2), B, C, 100, 0, Optional.empty(), Optional.empty())),
                List.of());
    }

    private static ManagerBelief belief(Connection connection, QkdTopology topology) {
        ManagedNetwork settings = new ManagedNetwork(
                QKDN,
                ManagerKind.QKDN_015,
                List.of(URI.create("http://127.0.0.1:1/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty());
        return new ManagerBelief(
                settings, Set.of(Facet.KEY_NETWORK), connection, Optional.of(topology), Map.of(), Map.of());
    }

    private Concerns.Audience audience(ManagerBelief now) {
        return concerns.of(new Change.OfManagedNetwork(QKDN, Optional.of(belief(UP, GOOD)), Optional.of(now)));
    }

    private static Concerns.Audience these(ServiceId... services) {
        return new Concerns.Audience.Of(Set.of(services));
    }

    @Test
    void trouble_with_a_link_concerns_who_uses_it() {
        assertThat(audience(belief(UP, topology(Set.of(), Optional.of(ReasonCode.LINK_DOWN)))))
                .isEqualTo(these(NEAR, WANTING));
    }

    @Test
    void other_words_of_a_connection_concern_nobody_who_stands() {
        Connection worded = new Connection(State.CONNECTED, Optional.empty(), "3 passed over", Instant.EPOCH);

        assertThat(audience(belief(worded, GOOD))).isEqualTo(these(WANTING));
    }

    @Test
    void another_connection_concerns_all() {
        Connection away = new Connection(
                State.CONNECTING, Optional.of(ReasonCode.MANAGER_UNREACHABLE), "nobody listens", Instant.EPOCH);

        assertThat(audience(belief(away, GOOD))).isEqualTo(these(NEAR, FAR, WANTING));
    }

    @Test
    void a_node_that_is_away_concerns_all() {
        assertThat(audience(belief(UP, topology(Set.of(C), Optional.empty())))).isEqualTo(these(NEAR, FAR, WANTING));
    }
}
