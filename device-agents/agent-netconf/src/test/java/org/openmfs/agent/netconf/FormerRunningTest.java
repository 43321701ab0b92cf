package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a manager configured an agent of the version before with, as that kept it. */
@Timeout(60)
final class FormerRunningTest {
    private static final String WORD = "<combiner>hmac-sha384-extract</combiner>";

    @TempDir
    private Path folder;

    private Path running() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> found = all.filter(file -> file.endsWith("running.xml")).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    @Test
    void an_agent_that_the_version_before_configured_starts_with_its_associations() throws Exception {
        OneAgent agent = new OneAgent(folder)
                .with(OneAgent.authority(folder.resolve("pki"), Duration.ZERO).issue(OneAgent.A));
        try (agent) {
            agent.start().associate(FreePorts.next());
        }
        String today = Files.readString(running());
        assertThat(today).contains(WORD);
        String identity = "<combiner xmlns:t=\"urn:openmfs:yang:mfs-types\">t:hmac-sha384-extract</combiner>";
        Files.writeString(running(), today.replace(WORD, identity));

        try (agent) {
            assertThatCode(agent::start).doesNotThrowAnyException();
        }
    }
}
