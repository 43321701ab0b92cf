package org.openmfs.controller.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.controller.spi.Printed;

/** Bugs that the worlds must find: each is planted in the controller's core alone. */
@Tag("not-under-mutation")
final class PlantedBugsTest {
    private static final long MOST_SEEDS = 2_000;

    @ParameterizedTest
    @MethodSource("bugs")
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_planted_bug_is_found_within_2000_seeds(PlantedBug bug) throws Exception {
        assertThat(bug.seed()).isBetween(1L, MOST_SEEDS);
        String found = bug.found(MOST_SEEDS);

        assertThat(found).isNotEmpty();
        Printed.line(bug + " is found by " + found);
    }

    @Test
    void nothing_is_found_where_nothing_is_planted() throws Exception {
        String same = "past = Past.NONE;";

        assertThat(new PlantedBug("none", "service/Footprint.java", same, same, 1).found(10))
                .isEmpty();
    }

    static List<PlantedBug> bugs() {
        return Stream.of(ofEnds(), ofPlans(), ofBeliefs()).flatMap(List::stream).toList();
    }

    private static List<PlantedBug> ofEnds() {
        return List.of(
                new PlantedBug(
                        "a machine that ended goes on",
                        "service/ServiceMachine.java",
                        "            progress = new Progress.Gone();\n",
                        "            progress = new Progress.Nothing();\n",
                        86),
                new PlantedBug(
                        "what is to be carried out is not remembered",
                        "service/ServiceMachine.java",
                        "        footprint.use(plan);\n",
                        "",
                        30),
                new PlantedBug(
                        "what a device has of a service that nobody asks for is left there",
                        "service/Services.java",
                        "                .map(AssociationStatus::id)\n                .forEach(this::adopt);",
                        "                .map(AssociationStatus::id)\n                .forEach(association -> {});",
                        2),
                new PlantedBug(
                        "what a service took is never given back",
                        "service/Claims.java",
                        "        keep(service, booking -> switch (booking) {\n",
                        "        keep(service, booking -> true || switch (booking) {\n",
                        4));
    }

    private static List<PlantedBug> ofPlans() {
        return List.of(
                new PlantedBug(
                        "a plan that was half carried out over another is taken for the other",
                        "service/Progress.java",
                        "over.<Progress>map(Overwritten::new)",
                        "over.<Progress>map(Stands::new)",
                        808),
                new PlantedBug(
                        "what failed once is never tried again",
                        "service/Retry.java",
                        "            pending = false;\n            again.run();",
                        "            again.run();",
                        3),
                new PlantedBug(
                        "what is beside a plan stays",
                        "service/ServiceMachine.java",
                        "            sweep.beside(footprint.beside(List.of(plan), inventory), inventory);",
                        "            refusals.news(seen, inventory);",
                        26),
                new PlantedBug(
                        "what is lost is not put back",
                        "service/Applied.java",
                        "        return lost.within(step -> step instanceof Step.Configure\n",
                        "        return lost.within(step -> step instanceof Step.LightPath ? false : step instanceof Step.Configure\n",
                        1));
    }

    private static List<PlantedBug> ofBeliefs() {
        return List.of(
                new PlantedBug(
                        "an association that was removed is believed to be there",
                        "inventory/LiveInventory.java",
                        "next = next.changed(at.getKey(), belief -> belief.without(association));",
                        "next = next.changed(at.getKey(), belief -> belief);",
                        23),
                new PlantedBug(
                        "a device that somebody else configured is left so",
                        "service/Observer.java",
                        ".filter(known -> known.differsFrom(leg.configurations().get(device)))",
                        ".filter(known -> false)",
                        17),
                new PlantedBug(
                        "managers are not asked for what an earlier run left",
                        "service/Footprint.java",
                        "        if (past == Past.NONE) {",
                        "        if (past == Past.NONE || cleared.isEmpty()) {",
                        152));
    }
}
