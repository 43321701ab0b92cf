package org.openmfs.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/dependencies.md} gives a reason for everything that a module depends on. */
final class DependenciesTest {
    private static final Pattern GROUP = Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>");

    private final Checkout checkout = Checkout.found();

    @Test
    void every_group_that_a_module_names_has_a_row() {
        Set<String> named = checkout.trackedFiles().stream()
                .filter(file -> file.endsWith("pom.xml") && !file.equals(Path.of("pom.xml")))
                .flatMap(file -> GROUP.matcher(checkout.text(file.toString())).results())
                .map(found -> found.group(1))
                .filter(group -> !group.equals("org.openmfs") && !group.startsWith("${"))
                .collect(toSet());
        String table = checkout.text("docs/dependencies.md");

        assertThat(named)
                .contains("org.slf4j")
                .allSatisfy(group -> assertThat(table).contains("`" + group + "`"));
    }
}
