package org.openmfs.agent.netconf.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.agent.file.GuardedPath;
import org.openmfs.agent.netconf.AgentMain;

/** What can be seen of an agent's data folder, and of what seals its journal, before anything is written. */
final class DataFolderTest {
    @TempDir
    Path folder;

    private AgentSettings settings;
    private Path data;

    @BeforeEach
    void make() throws Exception {
        settings = new SampleFile(folder).read();
        data = settings.data();
        OwnerOnlyFolder.make(data);
    }

    private List<String> faults() {
        return DataFolder.faults(settings);
    }

    @ParameterizedTest
    @CsvSource({"rwx------, true", "rwxr-xr-x, true", "rwxrwx---, true", "rwxrwxrwx, false", "rwx----w-, false"})
    void nobody_else_may_write_there(String mode, boolean fits) throws Exception {
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(mode));

        assertThat(faults())
                .isEqualTo(
                        fits
                                ? List.of()
                                : List.of(data
                                        + ": expected a folder to which others may not write, not one of mode "
                                        + mode + " (chmod o-w)"));
    }

    @Test
    void it_is_this_users() throws Exception {
        assumeTrue(GuardedPath.ownUser() == 0, "needs root, who may give a folder away");
        Files.setAttribute(data, "unix:uid", 12345);

        assertThat(faults())
                .containsExactly(
                        data + ": belongs to user 12345, expected a folder of this user (0), who alone writes there");
    }

    /** In a process that may not write a single octet to a file, as on a full disk. */
    @Test
    void a_folder_that_cannot_be_written_is_told_by_a_check_with_what_happened() throws Exception {
        Path file = new SampleFile(folder).write();
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        List<String> check = List.of(
                "bash",
                "-c",
                "ulimit -f 0; exec \"$@\"",
                "agent",
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                AgentMain.class.getName(),
                "--check",
                file.toString());
        Process checking = new ProcessBuilder(check).redirectErrorStream(true).start();
        String said = new String(checking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(checking.waitFor()).as(said).isOne();
        assertThat(said.lines())
                .contains(
                        "agent: " + data + ": cannot be written: File too large",
                        "agent: " + settings.seals() + ": cannot be written: File too large");
        assertThat(StartChecks.ofMachine(settings)).noneMatch(line -> line.contains("cannot be written"));
        try (var left = Files.list(data)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_passphrase_that_could_not_be_used_is_told() throws Exception {
        Path passphrase = DataFolder.passphrase(settings);
        Files.writeString(passphrase, "too short\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        assertThat(faults()).containsExactly("passphrase in " + passphrase + " must have at least 16 characters");

        Files.writeString(passphrase, "as long as it should be\n");
        assertThat(faults()).isEmpty();

        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(faults()).containsExactly("passphrase file " + passphrase + " must be readable by its owner alone");
    }
}
