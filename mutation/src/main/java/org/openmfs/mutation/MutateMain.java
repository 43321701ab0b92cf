package org.openmfs.mutation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.pitest.help.PitHelpError;
import org.pitest.util.PitError;

/** {@code ./mfs mutate}: the script gives the arguments that {@link Options} names. */
public final class MutateMain {
    private static final Duration MORE = Duration.ofSeconds(10);

    private MutateMain() {}

    public static void main(String... arguments) {
        PrintStream out = System.out;
        // PIT has its own statistics, which count what took a process down as killed.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            Path java = Alone.java(Path.of(System.getProperty("java.io.tmpdir")));
            new Mutation(Options.of(arguments), java, MORE).run(out);
        } catch (PitError | PitHelpError | IOException | IllegalArgumentException e) {
            System.err.println(
                    "mutate: " + e.getMessage().strip().lines().findFirst().orElse(""));
            System.exit(1);
        }
    }
}
