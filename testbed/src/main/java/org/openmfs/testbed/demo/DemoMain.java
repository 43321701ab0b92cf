package org.openmfs.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.agent.command.Program;
import org.openmfs.testbed.kernel.KernelPrerequisites;
import org.openmfs.testbed.kernel.Netns;

/**
 * {@code ./mfs demo}: shows the whole system once.
 *
 * <p>With user-mode Linux everything runs in a network namespace of its own, which vanishes with it; without, Enc/Decs are
 * simulated and everything runs on the loopback interface. With {@code --karaf} the controller runs in Karaf. Environment variable {@code MFS_HOME} names the checkout, {@code MFS_CACHE} a folder for what is quicker kept than
 * made again.
 */
public final class DemoMain {
    private static final Path HOME =
            Path.of(Optional.ofNullable(System.getenv("MFS_HOME")).orElse("")).toAbsolutePath();

    private static final String SIMULATED = "--simulated";
    private static final String KARAF = "--karaf";

    private static final Program PROGRAM = new Program("demo", """
            usage: ./mfs demo [--simulated] [--karaf]
            Shows the whole system once, from one request to encrypted traffic and back.
              --simulated  Enc/Decs in software, without a kernel of their own
              --karaf      the controller in Apache Karaf
            """, List.of(SIMULATED, KARAF));

    private DemoMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (PROGRAM.answers(System.out, arguments)) {
            return;
        }
        try {
            PROGRAM.readOptions(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("demo: " + wrong.getMessage());
            System.exit(2);
        }
        List<String> asked = List.of(arguments);
        Optional<String> missing = asked.contains(SIMULATED) ? Optional.of("as asked") : KernelPrerequisites.missing();
        if (missing.isEmpty() && !Netns.isPrivate()) {
            System.exit(again(asked));
        }
        missing.ifPresent(why -> System.out.println("Enc/Decs are simulated: " + why));
        List<String> controller = new ArrayList<>(List.of(HOME.resolve("mfs").toString(), "controller"));
        if (asked.contains(KARAF)) {
            controller.add(KARAF);
        }
        System.exit(show(missing.isEmpty(), controller));
    }

    /** The same program in a network namespace of its own. */
    private static int again(List<String> asked) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(Java.command(256));
        line.add(DemoMain.class.getName());
        line.addAll(asked);
        Process inside = new ProcessBuilder(Netns.wrap(line)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(inside::destroy));
        return inside.waitFor();
    }

    private static int show(boolean kernel, List<String> command) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("openmfs-demo-");
        Checks checks = new Checks(System.out);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly)));
        int status;
        try (Agents agents = kernel ? new KernelAgents(folder, cache(folder)) : new SimulatedAgents(folder);
                Outside outside = Outside.start(
                        HOME.resolve("testbed/topologies/three-nodes.json"),
                        folder.resolve("testbed"),
                        agents.outsideAddress());
                Controller controller = new Controller(command, folder.resolve("controller"))) {
            new Scenario(checks, agents, outside, controller, folder).run();
        } catch (IOException | RuntimeException broken) {
            checks.check("the story is told to its end: " + broken, false);
        }
        status = checks.summary();
        if (status == 0) {
            delete(folder);
        } else {
            System.err.println("what everybody said is in " + folder);
        }
        return status;
    }

    private static AgentCache cache(Path folder) throws IOException, InterruptedException {
        Path quicker =
                Optional.ofNullable(System.getenv("MFS_CACHE")).map(Path::of).orElse(HOME.resolve("testbed/target"));
        AgentCache cache = new AgentCache(quicker.resolve("agent.aot"));
        if (!cache.fits()) {
            System.out.println("keeping what an agent loads, for quicker starts; once a build, takes some 15 s");
            cache.prepare(folder.resolve("cache"));
        }
        return cache;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
