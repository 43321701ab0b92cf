package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the program {@code ip} inside the guest. */
final class IpInGuest {
    private IpInGuest() {}

    /**
     * What it says.
     *
     * @throws IOException when it fails, with what it said
     */
    static String run(List<String> words) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("ip"));
        line.addAll(words);
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    static String run(String words) throws IOException, InterruptedException {
        return run(List.of(words.split(" ")));
    }
}
