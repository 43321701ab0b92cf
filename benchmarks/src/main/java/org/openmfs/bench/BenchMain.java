package org.openmfs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.openmfs.agent.command.Program;

/** {@code ./mfs bench}: runs every benchmark and prints a line or a few each. */
public final class BenchMain {
    private static final String STEPS = "intent to active";

    private static final Program PROGRAM = new Program("bench", """
            usage: ./mfs bench
            Every benchmark, some minutes.
            """, List.of());

    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
        if (PROGRAM.answers(System.out, arguments)) {
            return;
        }
        try {
            PROGRAM.readOptions(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.exit(2);
        }
        new CombinedKeyCost().run(System.out);
        new AssociationMemory().run(System.out);
        if (!intentToActive()) {
            System.err.println("bench: the demonstration did not run through");
            System.exit(1);
        }
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
        return demo.waitFor() == 0;
    }

    /** Its chapters as progress, and what it timed. */
    private static boolean isWorthTelling(String line) {
        return line.matches(" *\\d+ s  [A-Z].*") || line.strip().startsWith(STEPS);
    }
}
