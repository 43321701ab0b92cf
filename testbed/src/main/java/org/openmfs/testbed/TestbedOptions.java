package org.openmfs.testbed;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of the testbed says.
 *
 * @param folder what is kept from one start to the next; empty for a new one that vanishes at the end
 * @param bind address of everything that speaks a standard
 * @param oneProcess networks in this process instead of one each
 * @param forget begins without what controllers configured before; addresses and credentials stay
 */
public record TestbedOptions(
        Path topology, Optional<Path> folder, String bind, boolean oneProcess, boolean forget) {
    static final String USAGE = "usage: testbed FILE [--dir FOLDER] [--bind ADDRESS] [--one-process] [--forget]";

    /** Networks in this process on the loopback interface, files in a temporary folder. */
    public static TestbedOptions inProcess(Path topology) {
        return new TestbedOptions(topology, Optional.empty(), "127.0.0.1", true, false);
    }

    /** @throws TestbedException with the usage where the command line is wrong */
    static TestbedOptions parse(String... args) throws TestbedException {
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        TestbedOptions options = new TestbedOptions(Path.of(""), Optional.empty(), "127.0.0.1", false, false);
        while (!rest.isEmpty()) {
            options = options.with(rest.poll(), rest);
        }
        if (options.topology.toString().isEmpty()) {
            throw new TestbedException(USAGE);
        }
        return options;
    }

    private TestbedOptions with(String word, Deque<String> rest) throws TestbedException {
        return switch (word) {
            case "--one-process" -> new TestbedOptions(topology, folder, bind, true, forget);
            case "--forget" -> new TestbedOptions(topology, folder, bind, oneProcess, true);
            case "--dir" -> new TestbedOptions(topology, Optional.of(Path.of(value(rest))), bind, oneProcess, forget);
            case "--bind" -> new TestbedOptions(topology, folder, value(rest), oneProcess, forget);
            default -> {
                if (word.startsWith("-") || !topology.toString().isEmpty()) {
                    throw new TestbedException(USAGE);
                }
                yield new TestbedOptions(Path.of(word), folder, bind, oneProcess, forget);
            }
        };
    }

    private static String value(Deque<String> rest) throws TestbedException {
        if (rest.isEmpty()) {
            throw new TestbedException(USAGE);
        }
        return rest.poll();
    }
}
