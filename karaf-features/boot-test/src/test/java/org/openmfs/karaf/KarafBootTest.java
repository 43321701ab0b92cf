package org.openmfs.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Merged;
import org.openmfs.controller.archive.Verdict;
import org.openmfs.controller.archive.Verification;

/** The controller in Karaf as an operator meets it: first start, a change, a restart, the console. */
final class KarafBootTest {
    private static final String METHODS = "/data/mfs-method:methods";
    private static final String CATALOGUE = """
            {"mfs-method:methods":{"method":[{"id":"ml-kem-1024","ground":["structured-lattice"],"category":5}]}}""";
    private static final String GOLD = "/data/mfs-policy:protection-classes/protection-class=gold";
    private static final String CLASS = """
            {"mfs-policy:protection-class":[{"id":"gold","text":"one factor","floor":{"factors":1,"least-diversity":0},
            "method":["ml-kem-1024"],"least-category":3}]}""";

    @TempDir
    private Path data;

    @Test
    void what_is_configured_in_Karaf_survives_a_restart_and_only_the_made_password_opens() throws Exception {
        try (KarafProcess karaf = new KarafProcess(data)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(karaf.passwordFile())))
                    .isEqualTo("rw-------");
            assertThat(karaf.said())
                    .containsExactly(
                            "data in " + data,
                            "user admin, password in " + karaf.passwordFile(),
                            "console: ssh -p " + karaf.sshPort() + " admin@127.0.0.1",
                            "API page at " + karaf.root().resolve("/openapi"),
                            "RESTCONF at " + karaf.root());
            assertThat(karaf.get("/yang-library-version").status()).isEqualTo(200);
            assertThat(karaf.as("admin:admin", "GET", "/yang-library-version", "")
                            .status())
                    .isEqualTo(401);
            assertThat(karaf.beside("/metrics").body())
                    .contains("mfs_services{phase=\"failed\"} 0.0", "mfs_archive_refusing 0.0", "jvm_threads_current");
            assertThat(karaf.beside("/openapi").body()).contains("an example body");
            assertThat(karaf.put(METHODS, CATALOGUE))
                    .extracting(KarafProcess.Reply::status)
                    .isEqualTo(201);
            assertThat(karaf.put(GOLD, CLASS).status()).isEqualTo(201);
            assertThat(karaf.stop()).isZero();
        }
        try (KarafProcess karaf = new KarafProcess(data)) {
            KarafProcess.Reply gold = karaf.get(GOLD);
            assertThat(gold.status()).isEqualTo(200);
            assertThat(gold.body()).contains("one factor");
            consoleShowsTheSame(karaf);
            assertThat(karaf.stop()).isZero();
        }
        assertThat(archived())
                .contains("admin|127.0.0.1|PUT /restconf" + METHODS + "|asked", "admin|console|login|logged in")
                .contains("nobody|console|login|refused", "admin|127.0.0.1|PUT /restconf" + GOLD + "|asked")
                .noneMatch(line -> line.contains("one factor"));
    }

    /** What both runs left in the archive, which is one chain: who, from where, what and how it ended. */
    private List<String> archived() throws ArchiveFailure {
        Path archive = data.resolve("archive.db");
        assertThat(new Verification(List.of(archive), List.of()).verdicts()).allMatch(Verdict::isSound);
        List<String> lines = new ArrayList<>();
        Merged.read(List.of(archive), (member, row) -> {
            Entry entry = row.entry();
            lines.add(String.join("|", entry.who(), entry.from(), entry.what(), entry.outcome()));
        });
        return lines;
    }

    private static void consoleShowsTheSame(KarafProcess karaf) throws IOException, InterruptedException {
        assumeTrue(isInstalled("ssh") && isInstalled("sshpass"), "the console is asked over OpenSSH, with sshpass");
        assertThat(karaf.console("karaf", "mfs:service-list").status()).isNotZero();
        assertThat(karaf.console("mfs:service-list").body()).startsWith("service  a  z  class  phase");
        assertThat(karaf.console("mfs:method-list").body()).contains("ml-kem-1024  structured-lattice  5");
        assertThat(karaf.console("mfs:method-list --json").body()).contains("\"method\": \"ml-kem-1024\"");
        assertThat(karaf.console("mfs:service-show blue").body()).contains("there is no service blue");
    }

    private static boolean isInstalled(String command) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
