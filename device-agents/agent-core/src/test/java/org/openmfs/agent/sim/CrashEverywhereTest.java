package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.registry.KeyRecord;

/** A process that dies just before or just after each of its journal writes, one run for every such point. */
final class CrashEverywhereTest {
    /** Mutation testing tries every mutant against every so-manyth write. */
    private static final int STEP = Integer.getInteger("mfs.crash-step", 1);

    private static final Duration RUN = Duration.ofSeconds(40);
    private static final Duration OUTAGE_BEGINS = Duration.ofSeconds(10);
    private static final Duration OUTAGE_ENDS = Duration.ofSeconds(30);

    @ParameterizedTest(name = "link away for a while: {0}")
    @ValueSource(booleans = {false, true})
    void R10_an_agent_may_die_at_every_journal_write_and_no_frame_and_no_confirmed_key_is_lost(boolean outage) {
        World calm = run(World.NEVER, World.NEVER, outage);
        long writesAtA = calm.a.registry().writes();
        long writesAtB = calm.b.registry().writes();
        assertThat(problems("calm", calm)).isEmpty();
        assertThat(Math.min(writesAtA, writesAtB)).isGreaterThan(40);

        Stream<String> atA = LongStream.rangeClosed(1, writesAtA)
                .filter(write -> write % STEP == 0)
                .parallel()
                .boxed()
                .flatMap(write -> Stream.of(
                                problems("a before write " + write, run(before(write), World.NEVER, outage)),
                                problems("a after write " + write, run(after(write), World.NEVER, outage)))
                        .flatMap(List::stream));
        Stream<String> atB = LongStream.rangeClosed(1, writesAtB)
                .filter(write -> write % STEP == 0)
                .parallel()
                .boxed()
                .flatMap(write -> Stream.of(
                                problems("b before write " + write, run(World.NEVER, before(write), outage)),
                                problems("b after write " + write, run(World.NEVER, after(write), outage)))
                        .flatMap(List::stream));

        assertThat(Stream.concat(atA, atB).toList()).isEmpty();
    }

    private static World run(CrashingRegistry.Trigger atA, CrashingRegistry.Trigger atB, boolean outage) {
        World world = new World(new World.Choices(99, atA, atB));
        world.configure(World.gold(Duration.ofSeconds(6), 2));
        world.start();
        if (outage) {
            world.time.after(OUTAGE_BEGINS, () -> world.network.up(false));
            world.time.after(OUTAGE_ENDS, () -> world.network.up(true));
        }
        world.time.run(RUN);
        world.time.runUntil(
                () -> world.bothAre(Phase.SECURED) && world.bothSendUnderTheSameKey(), Duration.ofSeconds(60));
        return world;
    }

    private static List<String> problems(String where, World world) {
        List<String> problems = new ArrayList<>(world.checker.violations());
        if (!world.bothAre(Phase.SECURED) || !world.bothSendUnderTheSameKey()) {
            problems.add("not secured again");
        }
        if (world.checker.framesLost() > 0) {
            problems.add(world.checker.framesLost() + " frames lost");
        }
        world.checker.confirmedAt("a").stream()
                .map(id -> world.a.registry().find(id).orElseThrow())
                .filter(key -> key.since(KeyStage.SENDING).isEmpty())
                .filter(key -> key.stage().compareTo(KeyStage.RECEIVING) > 0)
                .map(KeyRecord::toString)
                .forEach(key -> problems.add("confirmed key lost: " + key));
        return problems.stream().map(problem -> where + ": " + problem).toList();
    }

    private static CrashingRegistry.Trigger before(long fatal) {
        return new CrashingRegistry.Trigger() {
            @Override
            public boolean diesBefore(long write) {
                return write == fatal;
            }

            @Override
            public boolean diesAfter(long write) {
                return false;
            }
        };
    }

    private static CrashingRegistry.Trigger after(long fatal) {
        return new CrashingRegistry.Trigger() {
            @Override
            public boolean diesBefore(long write) {
                return false;
            }

            @Override
            public boolean diesAfter(long write) {
                return write == fatal;
            }
        };
    }
}
