package org.openmfs.agent.encdecs.guardian;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program started without input, output and any variable of the environment but the path to programs. */
final class Command {
    private static final String PATH = "PATH";

    private Command() {}

    static Process start(List<String> words) throws GuardianFailure {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        String path = builder.environment().getOrDefault(PATH, "/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().clear();
        builder.environment().put(PATH, path);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new GuardianFailure(words.getFirst() + " could not be run", e);
        }
    }

    /** Runs a program to its end, which has to be a good one. */
    static void run(Duration patience, String... words) throws GuardianFailure {
        Process process = start(List.of(words));
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new GuardianFailure(String.join(" ", words) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new GuardianFailure("interrupted in " + words[0], e);
        }
    }
}
