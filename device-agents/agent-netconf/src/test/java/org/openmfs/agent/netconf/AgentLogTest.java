package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;

/** What an operator reads in the log while an association comes, degrades, returns and goes. */
@Timeout(120)
final class AgentLogTest {
    private static final String SUITE = AgentPair.suite("hmac-sha384-extract", "ml-kem-768", "psk-hmac");
    private static final String TRIAL = "<commit><confirmed/><confirm-timeout>30</confirm-timeout></commit>";

    @TempDir
    Path folder;

    @Test
    void no_line_of_the_log_shows_how_the_program_writes_its_records_lists_and_times() throws Exception {
        try (RecordedLog log = new RecordedLog();
                AgentPair pair = new AgentPair(folder)) {
            pair.configureBoth(SUITE);
            pair.awaitReport(1, report -> report.contains("<phase>secured</phase>"));
            Files.delete(folder.resolve("psk-1"));
            pair.awaitReport(1, report -> report.contains("<phase>degraded</phase>"));
            assertReply(pair.manager(1).rpc(TRIAL)).isOk();
            assertReply(pair.manager(1).rpc("<commit/>")).isOk();

            log.awaitLine("SECURED -> DEGRADED");
            List<String> lines = log.lines();
            assertThat(lines)
                    .noneMatch(
                            line -> line.matches(".*([A-Z][A-Za-z]+\\[[a-z]+=|Optional|\\[\\]| /[0-9]|\\bPT[0-9]).*"))
                    .anyMatch(line -> line.endsWith("committed on trial for 30 s"))
                    .anyMatch(line -> line.startsWith(
                            "association blue moved SECURED -> DEGRADED because" + " method-unreachable: psk-hmac: "))
                    .filteredOn(line -> line.contains("method-unreachable"))
                    .hasSize(1);
        }
    }

    @Test
    void a_configuration_that_cannot_be_stored_is_one_line_with_its_file_and_no_commit() throws Exception {
        try (RecordedLog log = new RecordedLog();
                AgentPair pair = new AgentPair(folder)) {
            pair.configureBoth(SUITE);
            Path stored;
            try (var files = Files.walk(folder)) {
                stored = files.filter(file -> file.endsWith("running.xml"))
                        .findFirst()
                        .orElseThrow();
            }
            Files.delete(stored);
            Files.createDirectories(stored.resolve("in-the-way"));
            int before = log.lines().size();
            for (int i = 0; i < 2; i++) {
                assertReply(pair.manager(i).rpc(TRIAL)).isOk();
                pair.manager(i).rpc("<commit/>");
                pair.manager(i).rpc("<cancel-commit/>");
            }

            assertThat(log.lines().stream().skip(before).toList())
                    .filteredOn(line -> line.contains("stored"))
                    .containsExactly("the configuration cannot be stored: " + stored + ": Is a directory");
            assertThat(log.lines().stream().skip(before).toList())
                    .filteredOn(line -> line.endsWith(" committed"))
                    .hasSize(1);
        }
    }

    @Test
    void a_peer_whose_host_is_no_name_is_a_line_without_a_stack() throws Exception {
        Credentials.Pem files =
                OneAgent.authority(folder.resolve("pki"), Duration.ZERO).issue(OneAgent.A);
        try (RecordedLog log = new RecordedLog();
                OneAgent agent = new OneAgent(folder).with(files).start()) {
            String suite = AgentPair.suite("hmac-sha384-extract", "ml-kem-768");
            String odd = AgentPair.configuration(0, 4000, suite).replaceAll("<host>[^<]*</host>", "<host>a_b</host>");
            assertReply(agent.manager().rpc(odd)).isOk();
            assertReply(agent.manager().rpc("<commit/>")).isOk();

            log.awaitLine("cannot be called at a_b:4000: expected an address, or a name of letters");
            assertThat(log.withStack()).isEmpty();
        }
    }

    @Test
    void a_removed_identity_file_is_told_within_three_seconds_and_once() throws Exception {
        Credentials.Pem files =
                OneAgent.authority(folder.resolve("pki"), Duration.ZERO).issue(OneAgent.A);
        try (RecordedLog log = new RecordedLog();
                OneAgent agent = new OneAgent(folder).with(files).start()) {
            String gone = files.key() + ": there is no such file";
            Instant before = Instant.now();
            Files.delete(files.key());

            log.awaitLine(gone);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
            Thread.sleep(1500);
            assertThat(log.lines()).filteredOn(line -> line.contains(gone)).hasSize(1);
        }
    }
}
