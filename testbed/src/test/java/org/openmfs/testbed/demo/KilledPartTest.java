package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Programs are killed and started again: the service is active by itself 10 s after the last of them is up. */
@Tag("long")
@Timeout(400)
final class KilledPartTest {
    private static final Logger LOG = LoggerFactory.getLogger(KilledPartTest.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final double MOST_SLOWER = 2;
    private static final Duration AWAY = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(120);

    @TempDir
    private static Path folder;

    private static RunningSystem system;

    @BeforeAll
    static void a_service_in_use() throws Exception {
        system = new RunningSystem(folder);
    }

    @AfterAll
    static void end() throws Exception {
        system.close();
    }

    @BeforeEach
    void all_is_well() throws Exception {
        system.await(
                "blue is active with a full stock", START, () -> system.isActive() && system.stock() == Requests.STOCK);
    }

    /** A machine that has more to do than it can is given twice the time at most. */
    private static Duration limit() {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        double busy = machine.getSystemLoadAverage() / machine.getAvailableProcessors();
        double slower = Math.clamp(busy, 1, MOST_SLOWER);
        return Duration.ofMillis((long) (LIMIT.toMillis() * slower));
    }

    /** Waits for the part to be up, then for the service to be active with a key that is newer than that. */
    private static void assertActiveSoonAfter(String part, Checks.Condition up) throws Exception {
        system.await(part + " is up", START, up);
        long begun = System.nanoTime();
        system.await("blue is active", START, system::isActive);
        Duration active = Duration.ofNanos(System.nanoTime() - begun);
        Duration limit = limit();
        LOG.info("{}: active {} ms after it is up, limit {} ms", part, active.toMillis(), limit.toMillis());
        assertThat(active).isLessThan(limit);
        long before = system.rekeys();
        system.await("a key is replaced", START, () -> system.rekeys() > before);
    }

    private static List<String> phases(ServiceWatch watch) {
        return watch.seen().stream().map(ServiceWatch.Sight::phase).distinct().toList();
    }

    @Test
    void a_controller_that_was_killed_finds_the_service_active_and_calls_it_nothing_else_on_the_way() throws Exception {
        system.controller.kill();
        try (ServiceWatch watch = new ServiceWatch(system.controller, "blue", system.controllerLog())) {
            system.controller.start();
            assertActiveSoonAfter("the controller", system.controller::ready);
            assertThat(phases(watch)).isSubsetOf("received", "degraded", "active");
            assertThat(watch.changes())
                    .extracting(ServiceWatch.Sight::phase)
                    .isSubsetOf("received", "degraded", "active");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_agent_that_was_away_for_20_s_is_met_and_its_service_is_active_soon(int which) throws Exception {
        Site site = system.agents.sites().get(which);
        try (ServiceWatch watch = new ServiceWatch(system.controller, "blue", system.controllerLog())) {
            system.agents.kill(site);
            Thread.sleep(AWAY);
            assertThat(system.controller.phase("blue")).isEqualTo("degraded");
            system.agents.start(site);
            assertActiveSoonAfter("agent " + site.device(), () -> system.agents.ready(site));
            assertThat(phases(watch)).doesNotContain("received", "planned", "replanning", "withdrawn");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--forget"})
    void networks_that_were_killed_are_used_again_soon_though_they_may_have_forgotten_all(String option)
            throws Exception {
        try (ServiceWatch watch = new ServiceWatch(system.controller, "blue", system.controllerLog())) {
            system.outside.kill();
            Thread.sleep(Duration.ofSeconds(5));
            system.restartOutside(option.isEmpty() ? new String[0] : new String[] {option});
            assertActiveSoonAfter("the testbed " + option, system.outside::ready);
            assertThat(phases(watch)).isSubsetOf("degraded", "active");
        }
    }
}
