package org.openmfs.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.standalone.ControllerMain;

/** The whole system with simulated Enc/Decs and service blue active on it: QKD of three nodes, an optical path, keys of 3 s. */
final class RunningSystem implements AutoCloseable {
    private static final Path TOPOLOGY = Path.of("topologies/three-nodes.json");
    private static final Duration START = Duration.ofSeconds(180);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Path folder;
    final Checks checks = new Checks(new PrintStream(told, true, StandardCharsets.UTF_8));
    final SimulatedAgents agents;
    final Controller controller;
    Outside outside;

    RunningSystem(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        agents = new SimulatedAgents(folder);
        outside = outside();
        List<String> command = new ArrayList<>(Java.command(512));
        command.add(ControllerMain.class.getName());
        controller = new Controller(command, folder.resolve("controller"));
        Scenario scenario = new Scenario(checks, agents, outside, controller, folder);
        assertThat(scenario.start()).as(said()).isTrue();
        agents.startTraffic();
        scenario.onboard();
        controller.put("/data/mfs-service:services/service=blue", Requests.service(agents));
        await("blue is active with a full stock", START, () -> isActive() && stock() == Requests.STOCK);
    }

    private Outside outside(String... more) throws IOException {
        return Outside.start(TOPOLOGY, folder.resolve("testbed"), agents.outsideAddress(), more);
    }

    /** Starts the networks again where they were. */
    void restartOutside(String... more) throws IOException {
        outside = outside(more);
    }

    Path controllerLog() {
        return folder.resolve("controller/log/controller.log");
    }

    boolean isActive() throws IOException, InterruptedException {
        return "active".equals(controller.phase("blue"))
                && controller.reasons("blue").isEmpty();
    }

    int stock() throws IOException, InterruptedException {
        return controller.service("blue").getAsJsonObject("keying").get("stock").getAsInt();
    }

    long rekeys() throws IOException, InterruptedException {
        return controller
                .service("blue")
                .getAsJsonObject("keying")
                .get("rekeys")
                .getAsLong();
    }

    /** All that is told of the service. */
    String state() throws IOException, InterruptedException {
        return controller.service("blue").toString();
    }

    void await(String what, Duration limit, Checks.Condition condition) throws InterruptedException {
        assertThat(checks.comes(what, limit, condition))
                .as(what + "; what was said is in " + folder)
                .isTrue();
    }

    String said() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        controller.close();
        agents.close();
        outside.close();
    }
}
