package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.netconf.device.MfsAgent;
import org.openmfs.agent.netconf.device.SettingsFile;
import org.openmfs.standalone.ControllerMain;
import org.openmfs.testbed.web.Json;

/** What the controller's log says of devices that it can't talk to: a line of ours each, and nothing of a library. */
final class DeviceTroubleLogTest {
    private static final Duration SOON = Duration.ofSeconds(180);
    private static final String OTHER_KEY = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Checks checks =
            new Checks(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void another_host_key_a_refused_password_and_a_closed_door_are_one_line_each_and_no_stack_trace() throws Exception {
        List<String> command = new ArrayList<>(Java.command(512));
        command.add(ControllerMain.class.getName());
        try (Controller controller = new Controller(command, folder.resolve("controller"));
                SimulatedAgents agents = new SimulatedAgents(folder);
                ClosedDoor door = new ClosedDoor()) {
            controller.start();
            Site site = agents.sites().getFirst();
            AgentFiles.issue(folder.resolve("pki"), List.of(site));
            AgentFiles.save(site, AgentFiles.withoutKme(site, agents, folder.resolve("pki")));
            try (MfsAgent agent = MfsAgent.start(SettingsFile.read(site.agentFile()))) {
                assertThat(checks.comes("controller", SOON, controller::ready)).isTrue();
                Target here = new Target(site.host(), site.ports().netconf());
                onboard(controller, "otherkey", here, OTHER_KEY, site.password());
                onboard(controller, "otherpass", here, agent.fingerprint(), "wrong");
                onboard(controller, "closed", new Target("127.0.0.1", door.port()), OTHER_KEY, "any");

                awaitReason(controller, "otherkey", "host-key-mismatch", agent.fingerprint(), OTHER_KEY);
                awaitReason(controller, "otherpass", "credential-refused", "the device refused user mfs");
                awaitReason(controller, "closed", "device-unreachable", "no session with 127.0.0.1");
            }
        }

        List<String> log = Files.readAllLines(folder.resolve("controller/log/controller.log"));
        assertThat(log).allMatch(line -> line.matches("20\\d\\d-.*"), "begins with the time, so it is no stack trace");
        assertThat(log.stream().filter(line -> line.contains(OTHER_KEY))).hasSize(1);
        List<String> urgent = log.stream()
                .filter(line -> line.matches("[^ ]+ (WARN|ERROR) .*"))
                .toList();
        assertThat(urgent).hasSize(2).allMatch(line -> line.contains("DeviceSession device other"));
        assertThat(Files.readAllLines(folder.resolve("controller-1.log")))
                .filteredOn(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .hasSize(2)
                .allMatch(line -> line.contains("device other"));
    }

    private record Target(String host, int port) {}

    private static void onboard(Controller controller, String id, Target at, String hostKey, String password)
            throws IOException, InterruptedException {
        JsonObject device = Json.object(
                "id",
                id,
                "host",
                at.host(),
                "port",
                at.port(),
                "host-key",
                hostKey,
                "user",
                "mfs",
                "password",
                password);
        assertThat(controller.put(
                        "/data/mfs-network:devices/device=" + id, Json.object("mfs-network:device", List.of(device))))
                .isEqualTo(201);
    }

    private void awaitReason(Controller controller, String id, String reason, String... words)
            throws InterruptedException, IOException {
        boolean told = checks.comes(id, SOON, () -> {
            String state = state(controller, id);
            return state.contains(reason) && List.of(words).stream().allMatch(state::contains);
        });
        assertThat(told).as(state(controller, id)).isTrue();
    }

    private static String state(Controller controller, String id) throws IOException, InterruptedException {
        return controller
                .get("/data/mfs-network:devices/device=" + id + "?content=nonconfig")
                .toString();
    }

    /** Takes connections and closes them at once. */
    private static final class ClosedDoor implements AutoCloseable {
        private final ServerSocket socket;

        ClosedDoor() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            Thread.ofVirtual().start(this::turnAway);
        }

        int port() {
            return socket.getLocalPort();
        }

        private void turnAway() {
            try {
                while (!socket.isClosed()) {
                    socket.accept().close();
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
