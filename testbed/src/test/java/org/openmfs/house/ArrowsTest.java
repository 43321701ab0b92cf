package org.openmfs.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The classes of all modules, as built, keep to the walls of the house. */
final class ArrowsTest {
    /** Rooms whose code comes later; the others must not lose theirs, or their rule would hold for nothing. */
    private static final List<String> MAY_BE_EMPTY =
            List.of("org.openmfs.controller.agility", "org.openmfs.agent.supply");

    private static JavaClasses classes;

    @BeforeAll
    static void import_what_was_built() {
        Checkout checkout = Checkout.found();
        List<Path> modules = checkout.codeModules().stream()
                .filter(module ->
                        !List.of(Path.of("benchmarks"), Path.of("mutation")).contains(module))
                .toList();
        List<Path> missing = modules.stream()
                .filter(module -> !Files.isDirectory(compiled(checkout, module)))
                .toList();
        if (!missing.isEmpty()) {
            Checkout.assumeWholeBuild();
        }
        assertThat(missing)
                .as("modules that were not compiled before this test")
                .isEmpty();
        classes = new ClassFileImporter()
                .importPaths(modules.stream()
                        .map(module -> compiled(checkout, module))
                        .toList());
    }

    static Stream<Arrow> arrowsWithCode() {
        return Architecture.ARROWS.stream().filter(arrow -> classes.stream().anyMatch(arrow::covers));
    }

    @ParameterizedTest
    @MethodSource("arrowsWithCode")
    void R4_a_package_imports_only_what_its_arrow_names(Arrow arrow) {
        arrow.rule().check(classes);
    }

    @Test
    void no_room_is_empty_that_should_have_code() {
        assertThat(Architecture.ARROWS.stream()
                        .filter(arrow -> classes.stream().noneMatch(arrow::covers))
                        .map(Arrow::importer))
                .isSubsetOf(MAY_BE_EMPTY);
    }

    @Test
    void L1_L4_key_exchange_and_encryption_know_key_management_and_not_each_other() {
        List<String> exchange = List.of("org.openmfs.agent.methods");
        List<String> management = List.of(
                "org.openmfs.agent.combine",
                "org.openmfs.agent.association",
                "org.openmfs.agent.exchange",
                "org.openmfs.agent.stock",
                "org.openmfs.agent.channel",
                "org.openmfs.agent.machine");
        List<String> encryption = List.of("org.openmfs.agent.encdecs");

        assertThat(importsAllowed(exchange, encryption)).isFalse();
        assertThat(importsAllowed(encryption, exchange)).isFalse();
        assertThat(importsAllowed(management, exchange)).isFalse();
        assertThat(importsAllowed(management, encryption)).isFalse();
    }

    @Test
    void R4_keys_are_made_without_knowing_how_they_are_used_and_used_without_knowing_how_they_are_made() {
        List<String> made = List.of("org.openmfs.agent.exchange");
        List<String> used = List.of("org.openmfs.agent.channel");

        assertThat(importsAllowed(made, used)).isFalse();
        assertThat(importsAllowed(used, made)).isFalse();
    }

    @Test
    void every_class_lives_in_a_room_that_the_architecture_names() {
        assertThat(classes.stream()
                        .filter(type -> Architecture.ARROWS.stream().noneMatch(arrow -> arrow.covers(type)))
                        .map(JavaClass::getPackageName)
                        .filter(name -> Architecture.FREE.stream().noneMatch(free -> Arrow.isWithin(name, free)))
                        .distinct())
                .isEmpty();
    }

    @Test
    void key_material_is_touched_by_agents_alone() {
        Architecture.KEY_BYTES_STAY_WITH_AGENTS.check(classes);
    }

    @Test
    void post_quantum_code_is_used_by_method_modules_alone() {
        Architecture.POST_QUANTUM_CODE_STAYS_IN_METHODS.check(classes);
    }

    /** What reads past it is not in the tests that go through every leaf that is read. */
    @Test
    void managers_are_read_through_the_one_reader_that_names_what_is_wrong() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.openmfs.southbound.http..",
                        "org.openmfs.southbound.qkdn..",
                        "org.openmfs.southbound.apn..")
                .and()
                .resideOutsideOfPackage("org.openmfs.southbound.http.json")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.google.gson.JsonParser")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("com.google.gson.stream")
                .check(classes);
    }

    @Test
    void packages_do_not_import_each_other_in_a_circle() {
        Architecture.NO_CYCLES.check(classes);
    }

    private static boolean importsAllowed(List<String> importers, List<String> imported) {
        return Architecture.ARROWS.stream()
                .filter(arrow -> importers.contains(arrow.importer()))
                .anyMatch(arrow -> imported.stream().anyMatch(arrow::allows));
    }

    private static Path compiled(Checkout checkout, Path module) {
        return checkout.file(module + "/target/classes");
    }
}
