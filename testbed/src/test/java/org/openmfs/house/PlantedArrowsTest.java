package org.openmfs.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each wall of the house stops a class that was planted to break it, and lets through what it should. */
final class PlantedArrowsTest {
    private static final List<String> PACKAGES = Stream.concat(
                    Architecture.ARROWS.stream().map(Arrow::importer), Architecture.FREE.stream())
            .toList();
    private static final String KEY_MATERIAL = "org.openmfs.agent.key.KeyMaterial";
    private static final List<String> KEMS = List.of(
            "org.bouncycastle.pqc.Kem",
            "org.bouncycastle.crypto.kems.Extractor",
            "org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator");

    /** By the last part of their names. */
    private static final List<String> MAY_KNOW_OPENDAYLIGHT = List.of(
            "store",
            "runtime",
            "northbound",
            "netconf",
            "port",
            "xml",
            "datastore",
            "operation",
            "session",
            "server",
            "methods",
            "encdecs",
            "peer",
            "supply");

    private static final String DATA_BROKER = "org.opendaylight.mdsal.DataBroker";

    @TempDir
    private static Path folder;

    private static final List<String> OUTSIDE =
            Stream.concat(Stream.of(KEY_MATERIAL, DATA_BROKER), KEMS.stream()).toList();

    private static JavaClasses planted;

    /** In each package: a class Target, and a class Planted that imports the Target of every package and the rest. */
    @BeforeAll
    static void plant() {
        PlantedClasses classes = new PlantedClasses(folder);
        OUTSIDE.forEach(name -> classes.plant(name, List.of()));
        List<String> targets = PACKAGES.stream().map(name -> name + ".Target").toList();
        targets.forEach(name -> classes.plant(name, List.of("String")));
        List<String> everything =
                Stream.concat(targets.stream(), OUTSIDE.stream()).toList();
        PACKAGES.forEach(name -> classes.plant(name + ".Planted", everything));
        planted = classes.imported();
    }

    @ParameterizedTest
    @FieldSource("org.openmfs.house.Architecture#ARROWS")
    void an_arrow_stops_exactly_the_imports_that_it_does_not_name(Arrow arrow) {
        List<String> stopped = stoppedBy(arrow.rule(), arrow.importer() + ".Planted");

        List<String> forbidden = PACKAGES.stream()
                .filter(name -> !arrow.allows(name))
                .map(name -> name + ".Target")
                .toList();
        assertThat(stopped).filteredOn(name -> name.endsWith(".Target")).containsExactlyInAnyOrderElementsOf(forbidden);
        assertThat(forbidden).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("org.openmfs.house.Architecture#ARROWS")
    void only_the_rooms_that_may_know_opendaylight_import_it(Arrow arrow) {
        boolean mayKnow = MAY_KNOW_OPENDAYLIGHT.contains(
                arrow.importer().substring(arrow.importer().lastIndexOf('.') + 1));

        assertThat(stoppedBy(arrow.rule(), arrow.importer() + ".Planted").contains(DATA_BROKER))
                .isNotEqualTo(mayKnow);
    }

    @Test
    void key_material_is_stopped_outside_agents_testbed_and_benchmarks() {
        assertThat(importersStoppedBy(Architecture.KEY_BYTES_STAY_WITH_AGENTS))
                .containsExactlyInAnyOrderElementsOf(PACKAGES.stream()
                        .filter(name -> !name.startsWith("org.openmfs.agent."))
                        .filter(name -> !List.of("org.openmfs.testbed", "org.openmfs.bench")
                                .contains(name))
                        .toList());
    }

    @ParameterizedTest
    @FieldSource("KEMS")
    void post_quantum_code_is_stopped_outside_method_modules(String kem) {
        List<String> lines = Architecture.POST_QUANTUM_CODE_STAYS_IN_METHODS
                .evaluate(planted)
                .getFailureReport()
                .getDetails();

        assertThat(PACKAGES)
                .filteredOn(name -> lines.stream()
                        .anyMatch(line -> line.contains("<" + name + ".Planted.") && line.contains("<" + kem + ">")))
                .containsExactlyInAnyOrderElementsOf(PACKAGES.stream()
                        .filter(name -> !name.equals("org.openmfs.agent.methods"))
                        .toList());
    }

    @Test
    void packages_that_import_each_other_in_a_circle_are_stopped() {
        assertThat(Architecture.NO_CYCLES.evaluate(planted).hasViolation()).isTrue();
    }

    private static List<String> stoppedBy(ArchRule rule, String importer) {
        FailureReport report = rule.evaluate(planted).getFailureReport();
        return Stream.of(PACKAGES.stream().map(name -> name + ".Target"), OUTSIDE.stream())
                .flatMap(names -> names)
                .filter(name -> report.getDetails().stream()
                        .anyMatch(line -> line.contains("<" + importer + ".") && line.contains("<" + name + ">")))
                .toList();
    }

    private static List<String> importersStoppedBy(ArchRule rule) {
        List<String> lines = rule.evaluate(planted).getFailureReport().getDetails();
        return PACKAGES.stream()
                .filter(name -> lines.stream().anyMatch(line -> line.contains("<" + name + ".Planted.")))
                .toList();
    }
}
