package org.openmfs.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operating.md} says of each reason what it means and what to do, and names each option of each program. */
final class OperatingPageTest {
    private static final Pattern REASON = Pattern.compile("(?m)^       ([a-z-]+): ");
    private static final Pattern REASONS = Pattern.compile("(?s)typedef reason \\{.*?\n  \\}\n");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w-]+)` \\| [^|]{10,} \\| [^|]{10,} \\|$");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    private final Checkout checkout = Checkout.found();
    private final String page = checkout.text("docs/operating.md");

    @Test
    void each_reason_of_the_models_stands_there_once_with_what_it_means_and_what_to_do() {
        List<String> reasons = checkout.trackedFiles().stream()
                .filter(file -> file.getFileName().toString().startsWith("mfs-types@"))
                .flatMap(file -> REASONS.matcher(checkout.text(file.toString())).results())
                .flatMap(type -> REASON.matcher(type.group()).results())
                .map(found -> found.group(1))
                .toList();

        assertThat(reasons).hasSizeGreaterThan(30);
        assertThat(ROW.matcher(page).results().map(row -> row.group(1)).filter(reasons::contains))
                .containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void each_option_that_a_program_lists_stands_there() {
        List<String> usages = checkout.codeModules().stream()
                .flatMap(module -> checkout.trackedFiles().stream()
                        .filter(file -> file.startsWith(module.resolve("src/main/java"))))
                .map(file -> checkout.text(file.toString()))
                .filter(text -> text.contains("usage: "))
                .toList();

        assertThat(usages).hasSizeGreaterThan(3);
        assertThat(usages.stream().flatMap(OperatingPageTest::optionsOfUsage).distinct())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(page).contains(option));
    }

    private static Stream<String> optionsOfUsage(String source) {
        String usage = source.substring(source.indexOf("usage: "));
        int end = usage.indexOf("\"\"\"");
        return OPTION.matcher(end < 0 ? usage.lines().findFirst().orElseThrow() : usage.substring(0, end))
                .results()
                .map(MatchResult::group);
    }
}
