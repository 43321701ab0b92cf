package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.identity.ClientIdentities;

/** What a session tells, and in which order, while several threads have something to tell. */
@Timeout(60)
final class QkdSessionTest {
    private static final Pace SELDOM =
            new Pace(Duration.ofHours(1), Duration.ofMillis(20)).withLeast(Duration.ofMillis(20));

    private final HeldNode node = new HeldNode(HeldNode.A);
    private final WantedKeyLinks wanted = new WantedKeyLinks();
    private final Slow reports = new Slow();
    private final QkdSession session = new QkdSession(
            new ManagedNetwork(
                    HeldNetwork.QKDN,
                    ManagerKind.QKDN_015,
                    List.of(node.root()),
                    Optional.empty(),
                    Access.NONE,
                    Optional.empty()),
            wanted,
            reports,
            new Terms(
                    InstantSource.system(),
                    SELDOM,
                    new ClientIdentities(Path.of("identities"), InstantSource.system())));

    @AfterEach
    void stop() {
        reports.free.countDown();
        session.close();
        node.close();
    }

    /** Who tells of key links waits there when it is slow. */
    private static final class Slow implements KeyNetworkReports {
        private final List<QkdTopology> told = new CopyOnWriteArrayList<>();
        private final CountDownLatch taken = new CountDownLatch(1);
        private final CountDownLatch free = new CountDownLatch(1);
        private volatile boolean slow;
        /** Told last after a reading: whoever read has nothing more to tell. */
        private volatile boolean connected;

        @Override
        public void topology(ManagerId manager, QkdTopology topology) {
            told.add(topology);
        }

        @Override
        public void connectionChanged(ManagerId manager, Connection connection) {
            connected = connection.up();
        }

        @Override
        public void keyLinks(ManagerId manager, Map<AssociationId, KeyLinkState> links) {
            if (slow) {
                slow = false;
                taken.countDown();
                try {
                    free.await();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void linkTrouble(ManagerId manager, UUID link, ReasonCode reason, String text) {}
    }

    private Optional<String> missing() {
        return wanted.states().get(HeldNetwork.BLUE).missing();
    }

    private void stands(AssociationId association) {
        KeyLink blue = HeldNetwork.link(300);
        wanted.begin(association);
        wanted.stands(new KeyLink(association, blue.saeA(), blue.saeZ(), blue.path(), blue.rates()));
    }

    @Test
    void who_waits_to_tell_a_topology_tells_what_is_known_when_it_is_told() throws InterruptedException {
        stands(HeldNetwork.BLUE);
        session.start();
        await(() -> missing().isPresent() && reports.connected);
        reports.slow = true;
        stands(new AssociationId("green/1"));
        Thread telling = Thread.ofPlatform().start(session::tried);
        reports.taken.await();
        Thread waiting = Thread.ofPlatform().start(session::tried);
        await(() -> waiting.getState() == Thread.State.BLOCKED);
        int before = reports.told.size();

        node.give(KeyLinkIds.of(HeldNetwork.BLUE).application().toString());
        session.look();
        await(() -> missing().isEmpty());
        reports.free.countDown();
        telling.join();
        waiting.join();

        assertThat(reports.told.subList(before, reports.told.size()))
                .isNotEmpty()
                .allMatch(topology -> topology.bookings().size() == 1);
    }

    @Test
    void events_are_asked_for_when_the_session_is_whole_and_not_before() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));

        assertThat(node.isStreamAskedFor()).isFalse();
        session.start();
        await(node::isStreamAskedFor);
    }

    private static void await(BooleanSupplier wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("what is awaited comes in time")
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
