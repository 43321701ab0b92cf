package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.netconf.device.AgentSettings;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.device.StartChecks;
import org.openmfs.agent.registry.RegistryFailure;

/** What an agent says when the passphrase is lost under which its journal is sealed. */
@Timeout(60)
final class JournalPassphraseTest {
    @TempDir
    Path folder;

    private AgentSettings settings;
    private Path passphrase;
    private Path journal;

    @BeforeEach
    void runOnce() throws Exception {
        OneAgent agent = new OneAgent(folder)
                .with(OneAgent.authority(folder.resolve("pki"), Duration.ZERO).issue(OneAgent.A));
        settings = agent.settings();
        MfsAgent.start(settings).close();
        passphrase = settings.data().resolveSibling(settings.data().getFileName() + ".journal-passphrase");
        journal = settings.data().resolve("journal.db");
    }

    @Test
    void a_journal_whose_passphrase_is_missing_is_left_as_it_is_and_both_files_are_named() throws Exception {
        Files.delete(passphrase);
        Map<Path, Long> before = files();
        String line = passphrase + " is missing, and there is a journal that it seals: " + journal;

        assertThat(StartChecks.ofMachine(settings)).containsExactly(line);
        assertThatThrownBy(() -> MfsAgent.start(settings))
                .isInstanceOf(IOException.class)
                .hasMessage(line);

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void another_passphrase_is_refused_and_both_files_are_named() throws Exception {
        Files.writeString(passphrase, "another passphrase of length\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> MfsAgent.start(settings))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining(journal.toString())
                .hasMessageContaining(passphrase.toString());
    }

    /** Every file of the data folder, and when it was written. */
    private Map<Path, Long> files() throws IOException {
        Map<Path, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(settings.data())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return files;
    }
}
