package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.memory.KeySearch;
import org.openmfs.agent.memory.MadeUpKeys;
import org.openmfs.agent.memory.ProcessMemory;

/**
 * What is left of destroyed keys, of what they were made of and of what was made of them in two real agent processes under
 * load. A copy that the recorder keeps on purpose has to be found each time.
 */
final class DestroyedKeysTest {
    private static final Duration SOON = Duration.ofSeconds(180);
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final Duration ENOUGH = Duration.ofMinutes(20);
    /** Of so many keys one may have been caught by a collection in the moment in which it was computed with. */
    private static final int CAUGHT = 100;

    /** What the recorder leaves behind. */
    private static final int LITTER = 50;

    private static final String DROPPED = "dropped";

    private final Checks checks =
            new Checks(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    /** What was looked for in one agent. */
    private record Look(Site site, int keys, KeySearch search, String planted) {}

    @Test
    void a_hundred_destroyed_keys_are_in_no_heap_dump() throws Exception {
        try (RecordedAgents agents = new RecordedAgents(folder, 8)) {
            for (Look look : whenDestroyed(agents, 100)) {
                searchDump(agents, look);
            }
        }
    }

    @Test
    @Tag("long")
    void a_thousand_destroyed_keys_are_in_no_heap_dump_and_in_memory_are_no_more_copies_than_documented()
            throws Exception {
        try (RecordedAgents agents = new RecordedAgents(folder, 24)) {
            List<Look> looks = whenDestroyed(agents, 1000);
            Thread.sleep(LOAD);
            boolean open = agents.memory(agents.sites().getFirst()).isOpen();
            for (Look look : looks) {
                if (open) {
                    searchMemory(agents, look);
                }
                searchDump(agents, look);
            }
            assumeTrue(open, "the memory of another process can't be read here: heap dumps alone were searched");
        }
    }

    private List<Look> whenDestroyed(RecordedAgents agents, int keys) throws Exception {
        assertThat(checks.comes("agents", SOON, agents::ready)).isTrue();
        for (Site site : agents.sites()) {
            assertThat(checks.comes(
                            "destroyed keys",
                            ENOUGH,
                            () -> agents.destroyed(site).size() >= keys))
                    .isTrue();
            assertThat(site.folder().resolve("agent.log")).content().doesNotContain("ERROR");
        }
        List<Look> looks = new ArrayList<>();
        for (Site site : agents.sites()) {
            looks.add(look(agents, site));
        }
        return looks;
    }

    private static Look look(RecordedAgents agents, Site site)
            throws IOException, InterruptedException, GeneralSecurityException {
        RecordedKeys recorded = agents.recorded(site);
        Set<String> destroyed = agents.destroyed(site);
        KeySearch search = new KeySearch();
        for (String key : destroyed) {
            recorded.secrets(key).forEach(search::add);
        }
        recorded.secrets(recorded.planted()).forEach(search::add);
        for (int i = 0; i < LITTER; i++) {
            search.add(DROPPED, MadeUpKeys.key(i));
        }
        return new Look(site, destroyed.size(), search, "traffic-secret of " + recorded.planted());
    }

    private void searchDump(RecordedAgents agents, Look look) throws IOException, InterruptedException {
        assertThat(agents.memory(look.site()).searchDump(look.search(), folder.resolve("dump")).stream()
                        .map(KeySearch.Found::secret))
                .as(
                        "of %d destroyed keys of %s, in a dump of its heap",
                        look.keys(), look.site().cf())
                .containsExactly(look.planted());
    }

    private static void searchMemory(RecordedAgents agents, Look look) throws IOException, InterruptedException {
        Map<String, List<ProcessMemory.Copy>> copies =
                new HashMap<>(agents.memory(look.site()).search(look.search()).stream()
                        .collect(Collectors.groupingBy(copy -> copy.found().secret())));
        assertThat(copies.remove(look.planted())).as("the copy that is kept").isNotNull();
        assertThat(copies).as("what was dropped without a word").doesNotContainKey(DROPPED);
        assertThat(copies.values())
                .as(
                        "of %d destroyed keys of %s, in its memory: %s",
                        look.keys(), look.site().cf(), copies)
                .hasSizeLessThanOrEqualTo(look.keys() / CAUGHT)
                .allSatisfy(places ->
                        assertThat(places).allMatch(copy -> copy.owner().equals("heap")));
    }
}
