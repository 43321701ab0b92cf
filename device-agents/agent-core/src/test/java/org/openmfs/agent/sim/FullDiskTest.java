package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.agent.association.AssociationEvent.RekeyFailed;
import org.openmfs.agent.association.AssociationEvent.TrafficStopped;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.RegistryFailure;

/** The journal fails, or something in an event: the key in use does not outlive its maximum age for that. */
final class FullDiskTest {
    private static final AssociationSettings SETTINGS = World.settings(
            List.of(World.GOLD), World.TWO_GROUNDS, CalmWorld.life(10, 60, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
    private static final Duration PAST_AGE = Duration.ofSeconds(65);

    static List<Supplier<Throwable>> faults() {
        return List.of(
                () -> new RegistryFailure("disk is full"),
                () -> new NoClassDefFoundError("org/sqlite/X"),
                () -> new OutOfMemoryError("planted"),
                () -> new AssertionError("planted"),
                () -> new IllegalStateException("planted"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_journal_that_cannot_be_written_keeps_no_key_past_its_maximum_age(Supplier<Throwable> fault) {
        Disk disk = new Disk(fault);
        World world = new World(new World.Choices(5, disk, World.NEVER));
        CalmWorld.secure(world, SETTINGS);
        disk.full = true;

        world.time.run(PAST_AGE);

        assertThat(world.a.encDec().isEmpty()).isTrue();
        assertThat(world.a.report().phase()).isNotIn(Phase.SECURED, Phase.DEGRADED);
        assertThat(CalmWorld.codes(world.a))
                .contains(fault.get() instanceof RegistryFailure ? ReasonCode.JOURNAL_FAILED : ReasonCode.INTERNAL);
        assertThat(world.a.events(TrafficStopped.class)).isNotEmpty();

        disk.full = false;
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.SECURED), PAST_AGE))
                .isTrue();
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void one_fault_in_an_event_costs_a_restart_and_no_frame(Supplier<Throwable> fault) {
        Disk disk = new Disk(fault);
        World world = new World(new World.Choices(5, disk, World.NEVER));
        CalmWorld.secure(world, World.gold(Duration.ofSeconds(20), 3));
        disk.once = true;

        world.time.run(Duration.ofMinutes(2));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.bothSendUnderTheSameKey()).isTrue();
        assertThat(world.checker.framesLost()).isZero();
    }

    @Test
    void a_broken_association_still_shows_in_the_reports_with_a_reason() {
        Disk disk = new Disk(() -> new RegistryFailure("disk is full"));
        World world = new World(new World.Choices(5, disk, World.NEVER));
        CalmWorld.secure(world, SETTINGS);
        disk.full = true;

        assertThat(world.time.runUntil(
                        () -> CalmWorld.codes(world.a).contains(ReasonCode.JOURNAL_FAILED), Duration.ofSeconds(15)))
                .isTrue();

        assertThat(world.a.report().phase()).isEqualTo(Phase.DEGRADED);
        assertThat(world.a.report().because()).contains("disk is full");
    }

    @Test
    void that_traffic_stopped_is_told_once_however_long_the_journal_cannot_be_written() {
        assertThat(anHourFull().a.events(TrafficStopped.class).size()).isOne();
    }

    @Test
    void so_is_that_the_journal_failed() {
        assertThat(anHourFull().a.events(RekeyFailed.class).stream()
                        .filter(failed -> failed.code() == ReasonCode.JOURNAL_FAILED)
                        .count())
                .isOne();
    }

    @Test
    void meanwhile_it_moves_once_to_degraded_and_once_to_blocked() {
        assertThat(moves(anHourFull().a)).endsWith(Phase.SECURED, Phase.DEGRADED, Phase.BLOCKED);
    }

    @Test
    void one_without_a_key_does_not_move_to_and_fro() {
        Disk disk = new Disk(() -> new RegistryFailure("disk is full"));
        World world = new World(new World.Choices(5, disk, World.NEVER));
        disk.full = true;
        world.configure(SETTINGS);
        world.start();
        world.time.run(Duration.ofMinutes(1));
        int before = moves(world.a).size();
        world.time.run(Duration.ofHours(1));

        assertThat(moves(world.a)).hasSize(before);
        assertThat(world.a.report().phase()).isEqualTo(Phase.NEGOTIATING);
    }

    @Test
    void where_traffic_was_stopped_before_the_disk_was_full_it_stays_blocked() {
        Disk disk = new Disk(() -> new RegistryFailure("disk is full"));
        World world = new World(new World.Choices(5, disk, World.NEVER));
        CalmWorld.secure(world, SETTINGS);
        world.faults.get(World.QKD).set(1, 0, 0);
        assertThat(world.time.runUntil(() -> world.bothAre(Phase.BLOCKED), PAST_AGE.multipliedBy(2)))
                .isTrue();
        int before = moves(world.a).size();
        disk.full = true;
        world.faults.get(World.QKD).set(0, 0, 0);
        world.time.run(Duration.ofHours(1));

        assertThat(moves(world.a)).hasSize(before);
        assertThat(CalmWorld.codes(world.a)).contains(ReasonCode.JOURNAL_FAILED, ReasonCode.KEY_EXPIRED);
    }

    @Test
    void it_says_both_that_the_journal_failed_and_that_traffic_is_stopped_and_since_when_first() {
        World world = anHourFull();
        List<Reason> last = reasonsOf(world);
        world.time.run(Duration.ofHours(1));

        assertThat(last)
                .extracting(Reason::code)
                .containsExactlyInAnyOrder(ReasonCode.KEY_EXPIRED, ReasonCode.JOURNAL_FAILED);
        assertThat(reasonsOf(world)).isEqualTo(last);
    }

    @Test
    void what_was_said_meanwhile_is_over_when_there_is_room_again() {
        Disk disk = new Disk(() -> new RegistryFailure("disk is full"));
        World world = anHourFull(disk);
        disk.full = false;
        world.time.run(Duration.ofMinutes(5));

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(moves(world.a)).endsWith(Phase.BLOCKED, Phase.DEGRADED, Phase.SECURED);
    }

    @Test
    void a_responder_whose_journal_fails_says_so_to_who_offers_a_key() {
        Disk disk = new Disk(() -> new RegistryFailure("/var/journal.db: disk is full"));
        World world = new World(new World.Choices(5, World.NEVER, disk));
        CalmWorld.secure(world, SETTINGS);
        disk.full = true;
        world.time.run(Duration.ofMinutes(1));

        assertThat(world.a.report().reasons())
                .filteredOn(reason -> reason.code() == ReasonCode.OTHER)
                .extracting(Reason::text)
                .containsExactly("the responder says: the journal failed, and the operator there is told why");
        assertThat(CalmWorld.codes(world.a)).doesNotContain(ReasonCode.PEER_UNREACHABLE);
    }

    private static List<Reason> reasonsOf(World world) {
        return world.a.report().reasons().stream()
                .filter(reason -> reason.code() == ReasonCode.KEY_EXPIRED || reason.code() == ReasonCode.JOURNAL_FAILED)
                .toList();
    }

    /** The phases that were told, each until another one was. */
    private static List<Phase> moves(Node node) {
        List<Phase> moves = new ArrayList<>();
        for (AssociationReport report : node.reports()) {
            if (moves.isEmpty() || moves.getLast() != report.phase()) {
                moves.add(report.phase());
            }
        }
        return moves;
    }

    private static World anHourFull() {
        return anHourFull(new Disk(() -> new RegistryFailure("disk is full")));
    }

    private static World anHourFull(Disk disk) {
        World world = new World(new World.Choices(5, disk, World.NEVER));
        CalmWorld.secure(world, SETTINGS);
        disk.full = true;
        world.time.run(Duration.ofHours(1));
        return world;
    }

    private static final class Disk implements CrashingRegistry.Trigger {
        private final Supplier<Throwable> fault;
        private boolean full;
        private boolean once;

        Disk(Supplier<Throwable> fault) {
            this.fault = fault;
        }

        @Override
        public boolean diesBefore(long write) {
            if (full || once) {
                once = false;
                throwIt(fault.get());
            }
            return false;
        }

        private static void throwIt(Throwable thrown) {
            switch (thrown) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                default -> throw new AssertionError(thrown);
            }
        }

        @Override
        public boolean diesAfter(long write) {
            return false;
        }
    }
}
