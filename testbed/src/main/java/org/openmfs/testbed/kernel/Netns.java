package org.openmfs.testbed.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A private network namespace for a command and all that it starts, so that nothing touches the machine's own network; it
 * vanishes with its last process. Root makes it directly, an ordinary user inside a user namespace.
 */
public final class Netns {
    private static final String MARK = "OPENMFS_NETNS";
    private static final Path OWN = Path.of("/proc/self/ns/net");
    private static final String ENTER =
            "ip link set lo up && " + MARK + "=$(readlink " + OWN + ") && export " + MARK + " && exec \"$@\"";
    private static final long PROBE_SECONDS = 10;

    private Netns() {}

    /** Whether this process already runs in a namespace that {@link #wrap} made. */
    public static boolean isPrivate() {
        try {
            return Files.readSymbolicLink(OWN).toString().equals(System.getenv(MARK));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The command line that runs the given one in a new private namespace with its loopback up; the process that starts it
     * becomes the command, so signals and exit status are the command's.
     *
     * @throws IOException if this machine allows no network namespace; the message is one line for the user
     */
    public static List<String> wrap(List<String> command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                flags().orElseThrow(
                                () -> new IOException(
                                        "no private network namespace: unshare(1) and ip(8) are needed, as root or with user namespaces allowed")));
        line.addAll(List.of("sh", "-c", ENTER, "netns"));
        line.addAll(command);
        return List.copyOf(line);
    }

    private static Optional<List<String>> flags() throws InterruptedException {
        for (List<String> flags :
                List.of(List.of("unshare", "--net"), List.of("unshare", "--user", "--map-root-user", "--net"))) {
            if (works(flags)) {
                return Optional.of(flags);
            }
        }
        return Optional.empty();
    }

    private static boolean works(List<String> flags) throws InterruptedException {
        List<String> probe = new ArrayList<>(flags);
        probe.addAll(List.of("ip", "link", "set", "lo", "up"));
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
