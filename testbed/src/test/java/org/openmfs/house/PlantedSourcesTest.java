package org.openmfs.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The limits and the format that the build enforces find the sources that were planted to break them. */
final class PlantedSourcesTest {
    private final Checkout checkout = Checkout.found();

    @BeforeEach
    void the_build_has_judged_the_planted_sources() {
        Checkout.assumeWholeBuild();
    }

    @Test
    void every_limit_stops_the_source_that_was_planted_for_it() {
        Set<String> limits = all("<property name=\"id\" value=\"(\\w+)\"", checkout.text(".mvn/house/checkstyle.xml"));
        Set<String> broken =
                all("<error [^>]*source=\"[^\"]*#(\\w+)\"", checkout.text("testbed/target/house-limits.xml"));

        assertThat(broken).isEqualTo(limits).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void the_formatter_changes_the_source_that_was_planted_for_it() {
        assertThat(checkout.text("testbed/target/house-format/Unformatted.java"))
                .isNotEqualTo(checkout.text("testbed/src/test/resources/house/format/Unformatted.java"))
                .contains("class Unformatted {\n    int a;\n}");
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(toSet());
    }
}
