package org.openmfs.standalone.mdsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ModelSetTest {
    private static ModelSet set(String... modules) {
        Map<String, String> texts = new TreeMap<>();
        for (String module : modules) {
            String[] words = module.split(" ");
            texts.put(words[0], words[1]);
        }
        return new ModelSet(new TreeMap<>(texts));
    }

    @Test
    void what_another_set_has_otherwise_is_told_by_module() {
        ModelSet here = set("a@2026-01-01 00", "b@2026-01-01 01", "c@ 02", "d@2026-01-01 03");

        assertThat(here.strange(set("a@2026-01-01 00", "b@2025-01-01 01", "c@ 99", "e@2026-01-01 04")))
                .containsExactly(
                        "b@2025-01-01 (here b@2026-01-01)",
                        "c@ (here with another text)",
                        "e@2026-01-01 (here none)",
                        "no d (here d@2026-01-01)");
        assertThat(here.strange(here)).isEmpty();
    }

    @Test
    void it_is_read_as_it_was_written() {
        ModelSet own = KeptConfiguration.place(Path.of("")).models();

        assertThat(own.modules()).containsKey("mfs-network@2026-11-30").hasSizeGreaterThan(20);
        assertThat(own.modules().values()).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(ModelSet.parse(own.toString())).isEqualTo(own);
        assertThat(ModelSet.parse("a@2026-01-01\n\n7 x").modules()).containsExactly(Map.entry("a@2026-01-01", ""));
    }
}
