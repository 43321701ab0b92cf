package org.openmfs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.command.Program;

/** {@code ./mfs bench}: runs benchmarks, by name or all, and prints a line or a few each. */
public final class BenchMain {
    private static final String STEPS = "intent to active";

    private static final Program PROGRAM = new Program("bench", """
            usage: ./mfs bench [NAME]
            Every benchmark, some minutes; or one of them:
              keys         what a combined key costs
              memory       heap of an association at an agent
              demo         how long it takes from an intent to traffic
              fleet-model  the Network Manager with 10,000 devices and 5,000 services
            """, List.of());

    private BenchMain() {}

    /** Whether it ran through and met its goals, where it has any. */
    private interface Benchmark {
        boolean run() throws Exception;
    }

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("keys", () -> {
            new CombinedKeyCost().run(System.out);
            return true;
        });
        all.put("memory", () -> {
            new AssociationMemory().run(System.out);
            return true;
        });
        all.put("demo", BenchMain::intentToActive);
        all.put("fleet-model", () -> new FleetModel(System.out).run());
        return all;
    }

    public static void main(String[] arguments) throws Exception {
        if (PROGRAM.answers(System.out, arguments)) {
            return;
        }
        Map<String, Benchmark> wanted = all();
        try {
            List<String> words = PROGRAM.read(arguments).words();
            if (words.size() > 1) {
                throw PROGRAM.wrong("one name at most was expected");
            }
            if (!wanted.keySet().containsAll(words)) {
                throw PROGRAM.wrong("there is no benchmark " + Program.quoted(words.getFirst()) + ", but "
                        + String.join(", ", wanted.keySet()));
            }
            if (!words.isEmpty()) {
                wanted.keySet().retainAll(words);
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
        }
        boolean well = true;
        for (Benchmark benchmark : wanted.values()) {
            well &= benchmark.run();
        }
        System.exit(well ? 0 : 1);
    }

    /** The whole system with simulated Enc/Decs, as the demonstration runs it; it times its own steps. */
    private static boolean intentToActive() throws IOException, InterruptedException {
        Path home = Path.of(Optional.ofNullable(System.getenv("MFS_HOME")).orElse(""))
                .toAbsolutePath();
        System.out.println("the whole system runs once, for about two minutes");
        Process demo = new ProcessBuilder(List.of(home.resolve("mfs").toString(), "demo", "--simulated"))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = demo.inputReader(StandardCharsets.UTF_8)) {
            said.lines().filter(BenchMain::isWorthTelling).forEach(System.out::println);
        }
        boolean through = demo.waitFor() == 0;
        if (!through) {
            System.err.println("bench: the demonstration did not run through");
        }
        return through;
    }

    /** Its chapters as progress, and what it timed. */
    private static boolean isWorthTelling(String line) {
        return line.matches(" *\\d+ s  [A-Z].*") || line.strip().startsWith(STEPS);
    }
}
