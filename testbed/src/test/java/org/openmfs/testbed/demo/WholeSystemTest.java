package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.archive.ArchiveFailure;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.archive.Merged;
import org.openmfs.controller.archive.Verdict;
import org.openmfs.controller.archive.Verification;
import org.openmfs.standalone.ControllerMain;
import org.openmfs.testbed.web.Json;

/** Controller, agents and networks as processes of their own, with Enc/Decs that encrypt frames in software. */
final class WholeSystemTest {
    private static final Path TOPOLOGY = Path.of("topologies/three-nodes.json");
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int PLANTED = 100;
    private static final int KEY_OCTETS = 32;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void R1_R9_R10_F1_F2_F3a_I7_I9_the_demonstration_runs_through() throws Exception {
        Checks checks = new Checks(new PrintStream(told, true, StandardCharsets.UTF_8));
        try (Agents agents = new SimulatedAgents(folder);
                Outside outside = Outside.start(TOPOLOGY, folder.resolve("testbed"), agents.outsideAddress());
                Controller controller = new Controller(command(), folder.resolve("controller"))) {
            new Scenario(checks, agents, outside, controller, folder).run();
        }
        int status = checks.summary();
        // On one line with the test's name, where whoever reads only that line sees it.
        assertThat(status)
                .as("failed: %s%n%s", checks.failed(), told.toString(StandardCharsets.UTF_8))
                .isZero();
        whatWasDoneIsArchived(folder.resolve("controller/archive.db"));
    }

    private static void whatWasDoneIsArchived(Path archive) throws ArchiveFailure {
        assertThat(new Verification(List.of(archive), List.of()).verdicts()).allMatch(Verdict::isSound);
        List<String> lines = new ArrayList<>();
        Merged.read(List.of(archive), (member, row) -> {
            Entry entry = row.entry();
            lines.add(String.join("|", entry.kind(), entry.who(), entry.what(), entry.outcome()));
        });
        assertThat(lines)
                .contains("audit|admin|PUT /restconf/data/mfs-service:services/service=blue|asked")
                .anyMatch(line -> line.startsWith("step|blue|key link of ") && line.endsWith("|stands"))
                .anyMatch(line -> line.startsWith("step|blue|optical path of ") && !line.endsWith("|asked"))
                .anyMatch(line -> line.startsWith("step|blue|configure blue/1: ") && line.endsWith("|stands"))
                .contains("step|blue|take back blue/1|taken back")
                .anyMatch(line -> line.startsWith("key-history|") && line.endsWith("|active"))
                .anyMatch(line -> line.startsWith("key-history|") && line.endsWith("|destroyed"));
    }

    @Test
    void none_of_a_hundred_planted_keys_is_in_the_controllers_heap_files_or_answers() throws Exception {
        List<byte[]> planted = planted();
        Checks checks = new Checks(new PrintStream(told, true, StandardCharsets.UTF_8));
        try (Agents agents = new SimulatedAgents(folder);
                Outside outside = Outside.start(TOPOLOGY, folder.resolve("testbed"), agents.outsideAddress());
                Controller controller = new Controller(command(), folder.resolve("controller"))) {
            writePsks(agents.sites(), planted);
            Scenario scenario = new Scenario(checks, agents, outside, controller, folder);
            assertThat(scenario.start()).isTrue();
            scenario.onboard();
            protect(controller, agents);
            assertThat(checks.comes("active", LONG, () -> "active".equals(controller.phase("blue"))))
                    .isTrue();
            Files.writeString(
                    folder.resolve("controller/answer.json"),
                    controller.get("/data").toString());
            dumpHeap(controller.pid(), folder.resolve("controller/heap.hprof"));
        }
        ByteSearch search = new ByteSearch(Map.of("the class's name", "silver".getBytes(StandardCharsets.US_ASCII)));
        planted.forEach(search::addInAllForms);
        assertThat(search.in(folder.resolve("controller"))).containsOnly("the class's name");
        assertThat(search.in(folder.resolve("alice"))).contains(HexFormat.of().formatHex(planted.getFirst()));
    }

    private static List<String> command() {
        List<String> line = new ArrayList<>(Java.command(512));
        line.add(ControllerMain.class.getName());
        return line;
    }

    private static List<byte[]> planted() {
        Random random = new Random(7);
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < PLANTED; i++) {
            byte[] key = new byte[KEY_OCTETS];
            random.nextBytes(key);
            keys.add(key);
        }
        return keys;
    }

    private static void writePsks(List<Site> sites, List<byte[]> planted) throws IOException {
        for (int i = 0; i < sites.size(); i++) {
            Site site = sites.get(i);
            String peer = sites.get(1 - i).cf();
            StringBuilder lines = new StringBuilder();
            for (int k = 0; k < planted.size(); k++) {
                lines.append("planted-%02d %s hex:%s%n"
                        .formatted(k, peer, HexFormat.of().formatHex(planted.get(k))));
            }
            Files.createDirectories(site.folder());
            Files.createFile(
                    site.pskFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(site.pskFile(), lines);
        }
    }

    private static void protect(Controller controller, Agents agents) throws IOException, InterruptedException {
        JsonObject silver = Json.object(
                "id", "silver",
                "floor", Json.object("factors", 2, "least-diversity", 2, "required-ground", List.of("pre-shared")),
                "method", List.of("ml-kem-1024", "psk-hmac"));
        put(
                controller,
                "/mfs-policy:protection-classes/protection-class=silver",
                "mfs-policy:protection-class",
                silver);
        JsonObject service = Requests.intent(agents);
        service.addProperty("id", "blue");
        service.addProperty("protection-class", "silver");
        put(controller, "/mfs-service:services/service=blue", "mfs-service:service", service);
    }

    private static void put(Controller controller, String path, String list, JsonObject entry)
            throws IOException, InterruptedException {
        assertThat(controller.put("/data" + path, Json.object(list, List.of(entry))))
                .isEqualTo(201);
    }

    private static void dumpHeap(long pid, Path file) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/jcmd",
                        Long.toString(pid),
                        "GC.heap_dump",
                        "-all",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(jcmd.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.size(file)).isGreaterThan(1 << 20);
    }
}
