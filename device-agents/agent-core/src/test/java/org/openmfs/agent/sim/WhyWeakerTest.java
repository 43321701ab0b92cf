package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.method.MethodId;

/** A method cannot be used, and keys are made without it: what is wrong with it is said until it works again. */
@Tag("not-under-mutation")
final class WhyWeakerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private final World world = new World(World.Choices.calm(5));
    private final List<AssociationReport> reports = new ArrayList<>();
    private boolean away = true;

    private void start(Suite... suites) {
        world.configure(settings(suites));
        world.start();
    }

    private static AssociationSettings settings(Suite... suites) {
        return World.settings(List.of(suites), World.ANY, World.life(Duration.ofSeconds(20), 2));
    }

    private void breaks(MethodId... methods) {
        for (MethodId method : methods) {
            world.faults.get(method).set(1, 0, 0);
        }
    }

    private void works(MethodId method) {
        world.faults.get(method).set(0, 0, 0);
    }

    /** Every report of this node from now on. */
    private void watch(Node node) {
        node.whenTold(() -> reports.add(node.report()));
    }

    private static List<String> of(MethodId method, AssociationReport report) {
        return report.reasons().stream()
                .map(Reason::text)
                .filter(text -> text.contains(method.name()) && text.contains("KME"))
                .toList();
    }

    @Test
    void it_is_said_in_every_report_while_keys_of_a_weaker_suite_are_made_and_used() {
        breaks(World.QKD);
        start(World.GOLD, World.SILVER);
        world.time.run(MINUTE);
        watch(world.a);
        world.time.run(MINUTE.multipliedBy(5));

        assertThat(reports)
                .isNotEmpty()
                .allMatch(report -> !of(World.QKD, report).isEmpty());

        works(World.QKD);
        world.time.run(MINUTE);
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void the_first_key_of_a_weaker_suite_is_not_told_as_nothing_being_amiss() {
        breaks(World.QKD);
        watch(world.a);
        start(World.GOLD, World.SILVER);
        world.time.run(MINUTE);

        assertThat(reports)
                .extracting(AssociationReport::phase)
                .contains(Phase.DEGRADED)
                .doesNotContain(Phase.SECURED);
    }

    @Test
    void so_it_is_where_the_responders_end_of_it_is_what_does_not_work() {
        world.faults.get(World.QKD).forgets(() -> away);
        start(World.GOLD, World.SILVER);
        world.time.run(MINUTE);
        watch(world.a);
        watch(world.b);
        world.time.run(MINUTE.multipliedBy(5));

        assertThat(reports)
                .isNotEmpty()
                .allMatch(report -> report.reasons().stream()
                        .anyMatch(reason -> reason.text().contains("qkd")));

        away = false;
        world.time.run(MINUTE);
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }

    @Test
    void of_two_methods_the_one_that_works_again_takes_what_is_said_of_the_other_with_it_not() {
        breaks(World.QKD, World.PSK);
        start(World.GOLD, World.SILVER, World.BRONZE);
        world.time.run(MINUTE);
        assertThat(of(World.QKD, world.a.report())).isNotEmpty();
        assertThat(of(World.PSK, world.a.report())).isNotEmpty();

        works(World.PSK);
        world.time.run(MINUTE);

        assertThat(world.a.report().suite()).contains(World.SILVER.id());
        assertThat(of(World.QKD, world.a.report())).isNotEmpty();
        assertThat(of(World.PSK, world.a.report())).isEmpty();
    }

    @Test
    void where_the_best_suite_works_again_what_others_want_is_nobodys_reason() {
        breaks(World.QKD, World.PSK);
        start(World.GOLD, World.SILVER, World.BRONZE);
        world.time.run(MINUTE);

        works(World.QKD);
        world.time.run(MINUTE);

        assertThat(world.bothAre(Phase.SECURED)).isTrue();
        assertThat(world.a.report().suite()).contains(World.GOLD.id());
    }

    @Test
    void a_method_that_no_suite_has_any_more_is_nobodys_reason() {
        breaks(World.QKD);
        start(World.GOLD, World.SILVER);
        world.time.run(MINUTE);

        world.configure(settings(World.SILVER));
        world.time.run(Duration.ofSeconds(1));

        assertThat(of(World.QKD, world.a.report())).isEmpty();
        assertThat(world.bothAre(Phase.SECURED)).isTrue();
    }
}
