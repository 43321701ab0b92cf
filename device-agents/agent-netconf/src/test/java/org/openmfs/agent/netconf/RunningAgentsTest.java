package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.netconf.server.NetconfClient;

/** What a manager or an administrator makes of two running agents over NETCONF. */
@Timeout(120)
final class RunningAgentsTest {
    private static final String COMBINER = "hmac-sha384-extract";
    private static final String SUITE = AgentPair.suite(COMBINER, "ml-kem-768", "psk-hmac");
    private static final String STRONGER = AgentPair.suite(COMBINER, "ml-kem-1024", "psk-hmac");
    private static final String REKEY =
            "<rekey xmlns=\"urn:openmfs:yang:mfs-agent\"><association>%s</association></rekey>";
    private static final String GET = "<get><filter><agent xmlns=\"urn:openmfs:yang:mfs-agent\"/></filter></get>";
    private static final int NOBODY_LISTENS = 9;

    @TempDir
    Path folder;

    private AgentPair pair;

    @BeforeEach
    void start() throws Exception {
        pair = new AgentPair(folder);
    }

    @AfterEach
    void stop() throws Exception {
        pair.close();
    }

    @Test
    void F2f_a_cf_finds_its_peer_where_the_network_manager_says_that_it_is() throws Exception {
        pair.configureBoth(SUITE);
        String first = key(pair.awaitReport(0, secured("ml-kem-768+psk-hmac")));
        assertThat(key(pair.awaitReport(1, secured("ml-kem-768+psk-hmac")))).isEqualTo(first);

        pair.commit(0, AgentPair.configuration(0, NOBODY_LISTENS, SUITE));
        pair.awaitReport(0, report -> report.contains("peer-unreachable"));

        pair.configureBoth(SUITE);
        pair.awaitReport(0, report -> !report.contains("peer-unreachable"));
        assertReply(pair.manager(0).rpc(REKEY.formatted("blue"))).isOk();
        pair.awaitReport(
                0, secured("ml-kem-768+psk-hmac").and(report -> !key(report).equals(first)));
    }

    @Test
    void I5_an_administrator_sets_methods_and_combiner_and_operates_a_running_agent() throws Exception {
        pair.configureBoth(SUITE);
        String first = key(pair.awaitReport(0, secured("ml-kem-768+psk-hmac")));

        assertReply(pair.manager(0).rpc(REKEY.formatted("blue"))).isOk();
        String second = key(pair.awaitReport(
                0, secured("ml-kem-768+psk-hmac").and(report -> !key(report).equals(first))));

        pair.configureBoth(STRONGER);
        String third = key(pair.awaitReport(0, secured("ml-kem-1024+psk-hmac")));

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertReply(pair.manager(0).rpc(GET))
                .has("//association/state/suite", "ml-kem-1024+psk-hmac")
                .has("//association/state/revision", "2")
                .has("//agent/state/key[id='" + third + "']/state", "active");
    }

    @Test
    void I5_what_an_agent_cannot_do_is_refused_and_it_goes_on_as_before() throws Exception {
        pair.configureBoth(SUITE);
        String key = key(pair.awaitReport(0, secured("ml-kem-768+psk-hmac")));
        NetconfClient administrator = pair.manager(0);

        String unknown = AgentPair.configuration(0, pair.peerPort(1), AgentPair.suite("xor", "ml-kem-768", "psk-hmac"));
        assertReply(administrator.rpc(unknown)).isOk();
        assertReply(administrator.rpc("<commit/>")).isError("invalid-value");
        assertReply(administrator.rpc("<discard-changes/>")).isOk();
        assertReply(administrator.rpc(
                        AgentPair.configuration(0, pair.peerPort(1), SUITE).replace("macsec0", "macsec9")))
                .isOk();
        assertReply(administrator.rpc("<commit/>")).isError("invalid-value");
        assertReply(administrator.rpc(REKEY.formatted("green"))).isError("invalid-value");

        assertReply(administrator.rpc(GET)).has("//association/state/key-id", key);
    }

    @Test
    void the_reason_comes_when_a_line_of_pre_shared_keys_breaks_and_goes_when_it_is_mended() throws Exception {
        pair.configureBoth(SUITE);
        pair.awaitReport(1, secured("ml-kem-768+psk-hmac"));
        Path keys = folder.resolve("psk-1");
        String good = Files.readString(keys);

        Files.writeString(keys, "one cf-a hex:beef\n");
        String told = pair.awaitReport(1, report -> report.contains("method-unreachable"));
        assertThat(told).contains("psk-hmac", keys.toString(), "line 1: a key has 256 to 4096 bits");
        Files.writeString(keys, good);

        assertThat(pair.awaitReport(1, secured("ml-kem-768+psk-hmac"))).doesNotContain("method-unreachable");
    }

    private static Predicate<String> secured(String suite) {
        return report -> NetconfClient.find(report, "//association-changed/phase")
                        .equals("secured")
                && NetconfClient.find(report, "//association-changed/suite").equals(suite)
                && !key(report).isEmpty();
    }

    private static String key(String report) {
        return NetconfClient.find(report, "//association-changed/key-id");
    }
}
