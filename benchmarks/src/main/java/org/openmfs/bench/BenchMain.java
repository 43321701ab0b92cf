package org.openmfs.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code ./mfs bench}: runs every benchmark and prints a line or a few each. */
public final class BenchMain {
    private static final String STEPS = "intent to active";

    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
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
        System.out.println("the whole system runs once ...");
        Process demo = new ProcessBuilder(List.of(home.resolve("mfs").toString(), "demo", "--simulated"))
                .redirectErrorStream(true)
                .start();
        String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        said.lines().map(String::strip).filter(line -> line.startsWith(STEPS)).forEach(System.out::println);
        return demo.waitFor() == 0;
    }
}
