package org.openmfs.agent.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/** What an agent says when it is started, and when it cannot be. */
@Timeout(180)
final class AgentStartTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private JsonObject json;

    @BeforeEach
    void write() throws Exception {
        var files = new AuthorityFolder(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom())
                .issue(new CfId("cf-a"));
        json = new JsonObject();
        json.addProperty("cf", "cf-a");
        json.addProperty("data", "data");
        json.addProperty("netconf", free());
        JsonObject peering = new JsonObject();
        peering.addProperty("listen", free());
        peering.addProperty("certificates", files.certificates().toString());
        peering.addProperty("key", files.key().toString());
        peering.addProperty("authorities", files.authorities().toString());
        json.add("peering", peering);
        JsonArray encDecs = new JsonArray();
        encDecs.add(encDec());
        json.add("enc-decs", encDecs);
    }

    private static JsonObject encDec() {
        JsonObject encDec = new JsonObject();
        encDec.addProperty("name", "macsec0");
        encDec.addProperty("kind", "macsec-simulated");
        encDec.addProperty("local-sci", "024d4653000a0001");
        encDec.addProperty("peer-sci", "024d4653000b0001");
        encDec.add("wire", sockets());
        encDec.add("edge", sockets());
        return encDec;
    }

    private static JsonObject sockets() {
        JsonObject sockets = new JsonObject();
        sockets.addProperty("own", free());
        sockets.addProperty("other", free());
        return sockets;
    }

    private static String free() {
        return "127.0.0.1:" + FreePorts.next();
    }

    private JsonObject encDec0() {
        return json.getAsJsonArray("enc-decs").get(0).getAsJsonObject();
    }

    private String file() throws IOException {
        return file(folder);
    }

    private String file(Path in) throws IOException {
        Files.createDirectories(in);
        return Files.writeString(in.resolve("alice.json"), json.toString()).toString();
    }

    private static int port(String place) {
        return Integer.parseInt(place.substring(place.lastIndexOf(':') + 1));
    }

    @Test
    void a_floor_that_its_methods_cannot_reach_is_told_at_the_start_and_nothing_is_left() throws Exception {
        JsonObject floor = new JsonObject();
        JsonArray grounds = new JsonArray();
        grounds.add("quantum-chanel");
        floor.add("required-grounds", grounds);
        json.add("floor", floor);
        String file = file();

        AgentProcess.Ended ended = AgentProcess.run(folder, file);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err())
                .singleElement()
                .asString()
                .startsWith("agent: " + folder.resolve(file) + ": floor: expected one that this CF's methods can reach")
                .contains("quantum-chanel");
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("data.journal-passphrase")).doesNotExist();
    }

    @Test
    void help_and_version_are_answered_and_a_wrong_use_ends_with_two() throws Exception {
        AgentProcess.Ended help = AgentProcess.run(folder, "--help");
        assertThat(help.status()).isZero();
        assertThat(String.join("\n", help.out()))
                .contains("FILE", "--check", "--help", "--version", "docs/agent-file.md");

        AgentProcess.Ended version = AgentProcess.run(folder, "--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).singleElement().asString().matches("agent \\d+\\.\\d+\\.\\d+");

        AgentProcess.Ended misspelt = AgentProcess.run(folder, "--chek", "alice.json");
        assertThat(misspelt.status()).isEqualTo(2);
        assertThat(misspelt.err())
                .containsExactly(
                        "agent: unknown option '--chek'; did you mean --check?; usage: ./mfs agent [--check] FILE");

        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of("--check"),
                List.of("a.json", "b.json"),
                List.of(""),
                List.of("--check", "a.json", "--check"),
                List.of("-x\ny", "a.json"))) {
            AgentProcess.Ended ended = AgentProcess.run(folder, wrong.toArray(String[]::new));
            assertThat(ended.status()).as(wrong.toString()).isEqualTo(2);
            assertThat(ended.err())
                    .as(wrong.toString())
                    .singleElement()
                    .asString()
                    .startsWith("agent: ")
                    .endsWith("; usage: ./mfs agent [--check] FILE");
        }
    }

    @Test
    void a_check_of_a_fine_file_says_so_and_writes_nothing() throws Exception {
        String file = file();
        List<Path> before = tree();

        AgentProcess.Ended ended = AgentProcess.run(folder, "--check", file);

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).containsExactly(file + ": fine");
        assertThat(ended.status()).isZero();
        assertThat(tree().stream().filter(path -> !path.toString().contains("agent")))
                .hasSameElementsAs(before.stream()
                        .filter(path -> !path.toString().contains("agent"))
                        .toList());
    }

    private List<Path> tree() throws IOException {
        try (var paths = Files.walk(folder)) {
            return paths.toList();
        }
    }

    @Test
    void a_check_of_a_wrong_file_prints_what_a_start_would_say() throws Exception {
        json.addProperty("cf", "cf a");
        encDec0().addProperty("local-sci", "xyz");
        String file = file();

        for (List<String> arguments : List.of(List.of("--check", file), List.of(file))) {
            AgentProcess.Ended ended = AgentProcess.run(folder, arguments.toArray(String[]::new));
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .containsExactly(
                            "agent: " + file + ": cf: expected a name of 1..64 letters, digits, '.', '_' and '-' with a"
                                    + " letter or digit at both ends, not 'cf a'",
                            "agent: " + file + ": enc-decs[0].local-sci: expected 16 hexadecimal digits, not 'xyz'");
        }
    }

    /** The same each time; a machine that was busy with something else for a moment was so for one of them. */
    private AgentProcess.Ended quickestOfThree(Duration enough, String file) throws IOException, InterruptedException {
        List<AgentProcess.Ended> all = new ArrayList<>();
        for (int i = 0; i < 3 && all.stream().noneMatch(ended -> ended.took().compareTo(enough) < 0); i++) {
            all.add(AgentProcess.run(folder, file));
        }
        return all.stream().min(Comparator.comparing(AgentProcess.Ended::took)).orElseThrow();
    }

    @Test
    void every_address_in_use_is_named_before_anything_starts() throws Exception {
        String netconf = json.get("netconf").getAsString();
        String peers = json.getAsJsonObject("peering").get("listen").getAsString();
        String wire = encDec0().getAsJsonObject("wire").get("own").getAsString();
        String edge = encDec0().getAsJsonObject("edge").get("own").getAsString();
        Duration plain = AgentProcess.run(folder, "--version").took();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket first = new ServerSocket(port(netconf), 1, loopback);
                ServerSocket second = new ServerSocket(port(peers), 1, loopback);
                DatagramSocket third = new DatagramSocket(port(wire), loopback);
                DatagramSocket fourth = new DatagramSocket(port(edge), loopback)) {
            assertThat(List.of(first, second, third, fourth)).hasSize(4);

            Duration soon = plain.multipliedBy(2).plus(PATIENCE);
            AgentProcess.Ended ended = quickestOfThree(soon, file());

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .containsExactly(
                            "agent: " + netconf + ": in use",
                            "agent: " + peers + ": in use",
                            "agent: " + wire + ": in use",
                            "agent: " + edge + ": in use");
            assertThat(ended.took()).isLessThan(soon);
            assertThat(folder.resolve("data")).as("what the start made").doesNotExist();

            Path kept = Files.createDirectory(folder.resolve("data"));
            Path mine = Files.writeString(kept.resolve("mine"), "a file");
            assertThat(AgentProcess.run(folder, file()).status()).isEqualTo(1);
            assertThat(kept).as("what was there before").isDirectoryContaining(mine::equals);
            assertThat(kept.toFile().list()).containsExactly("mine");
        }
    }

    @Test
    void a_data_folder_that_cannot_be_one_is_named_together_with_all_else() throws Exception {
        Files.writeString(folder.resolve("data"), "a file");
        String netconf = json.get("netconf").getAsString();
        try (ServerSocket holder = new ServerSocket(port(netconf), 1, InetAddress.getLoopbackAddress())) {
            assertThat(holder.isBound()).isTrue();

            AgentProcess.Ended ended = AgentProcess.run(folder, file());

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err())
                    .containsExactly(
                            "agent: " + folder.resolve("data") + ": is a file, expected a folder",
                            "agent: " + netconf + ": in use");
        }
    }

    @Test
    void a_kernel_enc_dec_needs_its_parent_interface_and_the_program_ip() throws Exception {
        JsonObject kernel = new JsonObject();
        kernel.addProperty("name", "macsec1");
        kernel.addProperty("kind", "macsec");
        kernel.addProperty("parent", "nosuch0");
        kernel.addProperty("local-sci", "024d4653000a0002");
        kernel.addProperty("peer-sci", "024d4653000b0002");
        json.getAsJsonArray("enc-decs").add(kernel);

        for (List<String> arguments : List.of(List.of(file()), List.of("--check", file()))) {
            try (AgentProcess agent =
                    AgentProcess.start(folder, Map.of("PATH", folder.toString()), arguments.toArray(String[]::new))) {
                AgentProcess.Ended ended = agent.end();
                assertThat(ended.status()).isEqualTo(1);
                assertThat(ended.err())
                        .contains(
                                "agent: " + folder.resolve(file())
                                        + ": enc-decs[1].parent: expected an interface of this"
                                        + " machine, and there is no nosuch0",
                                "agent: ip: not found in PATH, but Enc/Decs of kind macsec need it (iproute2)");
            }
        }
    }

    @Test
    void a_data_folder_in_use_or_of_another_cf_is_refused() throws Exception {
        String file = file();
        Path data = folder.resolve("data");
        try (AgentProcess first = AgentProcess.start(folder, file)) {
            assertThat(first.await("NETCONF at ")).isPresent();

            AgentProcess.Ended second = AgentProcess.run(folder, file);
            assertThat(second.status()).isEqualTo(1);
            assertThat(second.err()).containsExactly("agent: " + data + ": in use by another agent");

            assertThat(AgentProcess.run(folder, "--check", file).out()).containsExactly(file + ": fine");
        }

        var files = new AuthorityFolder(folder.resolve("pki"), Clock.systemUTC(), new SecureRandom())
                .issue(new CfId("cf-b"));
        json.addProperty("cf", "cf-b");
        json.getAsJsonObject("peering")
                .addProperty("certificates", files.certificates().toString());
        json.getAsJsonObject("peering").addProperty("key", files.key().toString());
        for (List<String> arguments : List.of(List.of(file()), List.of("--check", file()))) {
            AgentProcess.Ended other = AgentProcess.run(folder, arguments.toArray(String[]::new));
            assertThat(other.status()).isEqualTo(1);
            assertThat(other.err())
                    .containsExactly("agent: " + data + ": belongs to CF cf-a, expected a folder of CF cf-b");
        }
    }

    @Test
    void the_data_folder_lies_beside_the_file_wherever_one_stands() throws Exception {
        json.remove("data");
        Path there = folder.resolve("there");
        file(there);
        Path here = Files.createDirectories(folder.resolve("here"));

        try (AgentProcess agent = AgentProcess.start(here, "../there/alice.json")) {
            assertThat(agent.await("NETCONF at ")).isPresent();
            assertThat(agent.out())
                    .contains("user mfs, password in "
                            + there.toRealPath().resolve("cf-a-data/netconf/netconf-password"));
        }
        assertThat(there.resolve("cf-a-data/journal.db")).exists();
        try (var left = Files.list(here)) {
            assertThat(left.filter(path -> !path.getFileName().toString().startsWith("agent")))
                    .isEmpty();
        }
    }

    @Test
    void what_is_printed_at_the_start_is_what_can_be_called() throws Exception {
        String netconf = json.get("netconf").getAsString();
        json.addProperty("netconf", "0.0.0.0:" + port(netconf));
        json.addProperty("netconf-advertise", "alice.example:2830");
        json.getAsJsonObject("peering").addProperty("listen", "[::]:" + port(free()));
        json.getAsJsonObject("peering").addProperty("advertise", "[2001:db8::1]:4000");
        try (AgentProcess agent = AgentProcess.start(folder, file())) {
            assertThat(agent.await("NETCONF at ")).contains("NETCONF at alice.example:2830");
            assertThat(agent.out()).contains("peers at [2001:db8::1]:4000");
        }

        json.remove("netconf-advertise");
        json.getAsJsonObject("peering").remove("advertise");
        json.getAsJsonObject("peering").addProperty("listen", "[::1]:" + port(free()));
        try (AgentProcess agent = AgentProcess.start(folder, file())) {
            assertThat(agent.await("NETCONF at 127.0.0.1:")).isPresent();
            List<String> all = new ArrayList<>(agent.out());
            assertThat(all)
                    .contains("peers at "
                            + json.getAsJsonObject("peering").get("listen").getAsString())
                    .noneMatch(line -> line.contains("0.0.0.0") || line.contains("[::]") || line.contains("0:0:0"));
        }
    }
}
