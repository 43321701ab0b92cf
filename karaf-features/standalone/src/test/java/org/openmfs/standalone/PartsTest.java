package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.karaf.composition.Parts;

final class PartsTest {
    private final List<String> ended = new ArrayList<>();

    @Test
    void one_that_does_not_end_as_it_should_keeps_none_from_ending() {
        Parts parts = new Parts();
        parts.atEnd(() -> ended.add("first"));
        parts.atEnd(() -> {
            throw new IllegalStateException("it was away already");
        });
        parts.atEnd(() -> ended.add("last"));

        parts.close();

        assertThat(ended).containsExactly("last", "first");
    }
}
