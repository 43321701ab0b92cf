package org.openmfs.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document that lists the methods of the agents, and what the controller takes for known, say the same. */
final class PublishedMethodsTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9-]+)` \\| ([a-z-]+) \\| ([0-9–]) \\| .*");

    @Test
    void the_methods_are_those_of_the_document() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("../docs/key-exchange-methods.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row ->
                        row.group(1) + " " + row.group(2) + " " + row.group(3).replace("–", "0"))
                .toList();

        assertThat(PublishedMethods.ALL.values())
                .extracting(method -> method.id() + " " + method.grounds().getFirst() + " " + method.category())
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}
