package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.testbed.web.Json;

/** The command as a user starts it: a process that starts others, says where everything is, and leaves only what is needed to come back. */
final class TestbedProcessTest {
    private static final Path TOPOLOGY = Path.of("topologies", "three-nodes.json");
    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path scratch;

    @AfterEach
    void nothing_is_left_running() {
        started.forEach(Process::destroyForcibly);
    }

    private Process launch(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                System.getProperty("java.class.path"),
                TestbedMain.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("MFS_DATA");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Lines up to and including the one that says it is ready. */
    private static List<String> ready(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader out = process.inputReader();
        while (lines.isEmpty() || !lines.getLast().equals("testbed ready")) {
            String line = out.readLine();
            assertThat(line).as("ended early: " + lines).isNotNull();
            lines.add(line);
        }
        return lines;
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findAny()
                .orElseThrow();
    }

    /** By SIGTERM; unlike {@link Process#destroy}, this leaves the streams readable. */
    private static void stop(Process process) {
        process.toHandle().destroy();
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void it_says_where_everything_is_and_leaves_nothing_when_it_is_told_to_stop() throws Exception {
        Process testbed = launch(TOPOLOGY.toString());
        List<String> lines = ready(testbed);
        Path folder = Path.of(value(lines, "directory"));
        JsonObject json = Json.parseObject(Files.readString(folder.resolve("testbed.json")));
        List<ProcessHandle> children = testbed.toHandle().descendants().toList();

        assertThat(children).hasSize(2);
        assertThat(json.getAsJsonObject("processes").keySet()).containsExactly("testbed", "qkd", "apn");
        assertThat(value(lines, "qkd.nodes.A.kme"))
                .isEqualTo(Json.objects(json.getAsJsonObject("qkd"), "nodes")
                        .getFirst()
                        .get("kme")
                        .getAsString());
        assertThat(lines)
                .filteredOn(line -> line.contains(" /"))
                .allSatisfy(line -> assertOwnerOnly(line.split(" ")[1]));
        for (String log : List.of("qkd.log", "apn.log")) {
            assertThat(Files.readAllLines(folder.resolve(log))).as(log).noneMatch(line -> line.startsWith("SLF4J"));
        }

        stop(testbed);

        assertThat(exit(testbed)).isZero();
        assertThat(testbed.errorReader().lines()).isEmpty();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(folder).doesNotExist();
    }

    private static void assertOwnerOnly(String file) throws IOException {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file)));
        assertThat(permissions).as(file).endsWith("------");
    }

    @Test
    void a_signal_that_reaches_every_process_at_once_is_a_clean_end_too() throws Exception {
        Process testbed = launch(TOPOLOGY.toString());
        ready(testbed);
        List<ProcessHandle> children = testbed.toHandle().descendants().toList();

        children.forEach(ProcessHandle::destroy);
        stop(testbed);

        assertThat(exit(testbed)).isZero();
        assertThat(testbed.errorReader().lines()).isEmpty();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void its_processes_end_even_when_it_is_killed() throws Exception {
        Process testbed = launch(TOPOLOGY.toString());
        ready(testbed);
        List<ProcessHandle> children = testbed.toHandle().descendants().toList();

        testbed.destroyForcibly();

        for (ProcessHandle child : children) {
            assertThat(child.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @Test
    void after_a_kill_it_comes_back_at_the_addresses_it_had() throws Exception {
        Path folder = scratch.resolve("mine");
        Process testbed = launch(TOPOLOGY.toString(), "--dir", folder.toString());
        List<String> before = ready(testbed);

        kill(testbed);
        Process again = launch(TOPOLOGY.toString(), "--dir", folder.toString());

        assertThat(ready(again)).isEqualTo(before);
    }

    private static void kill(Process testbed) throws Exception {
        List<ProcessHandle> all = testbed.toHandle().descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        testbed.destroyForcibly();
        for (ProcessHandle child : all) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
        testbed.waitFor(60, TimeUnit.SECONDS);
    }

    @Test
    void what_was_answered_before_a_kill_is_there_after_it() throws Exception {
        Path folder = scratch.resolve("mine");
        Process testbed = launch(TOPOLOGY.toString(), "--dir", folder.toString());
        ready(testbed);
        RestconfClient node = OutsideWorld.in(folder).qkdNode("A");
        Set<String> answered = ConcurrentHashMap.newKeySet();
        Thread controller = Thread.ofVirtual().start(() -> registerUntilItEnds(node, answered));
        while (answered.size() < 20) {
            Thread.onSpinWait();
        }

        kill(testbed);
        controller.join();
        ready(launch(TOPOLOGY.toString(), "--dir", folder.toString()));

        String kept = OutsideWorld.in(folder)
                .qkdNode("A")
                .get("etsi-qkd-sdn-node:qkd_node")
                .toString();
        assertThat(answered)
                .hasSizeGreaterThanOrEqualTo(20)
                .allSatisfy(app -> assertThat(kept).contains(app));
    }

    private static void registerUntilItEnds(RestconfClient node, Set<String> answered) {
        try {
            while (true) {
                String app = UUID.randomUUID().toString();
                JsonObject entry = Json.object("app_id", app, "app_type", "etsi-qkd-node-types:CLIENT");
                String body =
                        Json.object("etsi-qkd-sdn-node:qkd_app", List.of(entry)).toString();
                String path = "etsi-qkd-sdn-node:qkd_node/qkd_applications/qkd_app=" + app;
                if (node.call("PUT", path, body).statusCode() == 201) {
                    answered.add(app);
                }
            }
        } catch (UncheckedIOException e) {
            // The node was killed.
        }
    }

    @Test
    void it_ends_with_a_line_when_one_of_its_processes_dies() throws Exception {
        Process testbed = launch(TOPOLOGY.toString());
        ready(testbed);
        Optional<ProcessHandle> child = testbed.toHandle().descendants().findFirst();

        child.orElseThrow().destroyForcibly();

        assertThat(exit(testbed)).isEqualTo(1);
        assertThat(testbed.errorReader().lines()).singleElement().asString().contains("ended unexpectedly");
        assertThat(files(scratch)).isEmpty();
    }

    /** Below those that the system gives to whoever asks for any, so that nobody gets it before it is used. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
    }

    @Test
    void a_second_one_in_the_same_folder_or_on_the_same_ports_is_refused_in_one_line() throws Exception {
        Path folder = scratch.resolve("mine");
        int port = freePort();
        Path topology = Files.writeString(
                scratch.resolve("fixed.json"),
                OutsideWorld.shipped("two-nodes")
                        .replace("{ \"name\": \"A\" }", "{ \"name\": \"A\", \"kme-port\": " + port + " }"));
        Process first = launch(topology.toString(), "--dir", folder.toString());
        ready(first);

        Process sameFolder = launch(topology.toString(), "--dir", folder.toString());
        assertThat(exit(sameFolder)).isEqualTo(1);
        assertThat(sameFolder.errorReader().lines())
                .containsExactly("testbed: the folder " + folder + " is in use by another testbed");

        Process samePort = launch(topology.toString());
        assertThat(exit(samePort)).isEqualTo(1);
        assertThat(samePort.errorReader().lines())
                .singleElement()
                .asString()
                .startsWith("testbed: KME of node A: cannot listen on 127.0.0.1:" + port);
        assertThat(folder.resolve("testbed.json")).exists();

        stop(first);
        assertThat(exit(first)).isZero();
        assertThat(folder.resolve("testbed.json")).doesNotExist();
        assertThat(folder.resolve("ca.pem")).exists();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void a_wrong_file_is_refused_with_the_name_of_the_field() throws Exception {
        Path topology =
                Files.writeString(scratch.resolve("wrong.json"), "{\"name\": \"x\", \"qkd\": {\"nodes\": [{}]}}");

        Process testbed = launch(topology.toString());

        assertThat(exit(testbed)).isEqualTo(1);
        assertThat(testbed.errorReader().lines())
                .containsExactly("testbed: " + topology + ": qkd.nodes[0].name: is missing");
    }

    @Test
    void a_wrong_command_line_gets_the_usage() throws Exception {
        Process testbed = launch("--colour", "blue");

        assertThat(exit(testbed)).isEqualTo(2);
        assertThat(testbed.errorReader().lines()).singleElement().asString().contains("usage: ./mfs testbed FILE");
    }
}
