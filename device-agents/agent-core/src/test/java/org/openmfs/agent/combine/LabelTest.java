package org.openmfs.agent.combine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LabelTest {
    @Test
    void labels_are_distinct_and_none_is_a_prefix_of_another() {
        for (Label one : Label.values()) {
            assertThat(Arrays.stream(Label.values())
                            .filter(other -> other != one)
                            .map(Label::path))
                    .as("labels beginning with %s", one.path())
                    .noneMatch(other -> other.startsWith(one.path()));
        }
    }

    @Test
    void labels_are_printable_ascii_below_a_versioned_branch() {
        assertThat(Label.values())
                .allSatisfy(label -> assertThat(label.path()).matches("MFS-[A-Z]{2}-v[12](/[a-z-]+)*"));
    }
}
