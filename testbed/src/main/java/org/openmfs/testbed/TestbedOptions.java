package org.openmfs.testbed;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.agent.command.Program;
import org.openmfs.testbed.part.Listening;
import org.openmfs.testbed.web.Nearest;

/**
 * What the command line of the testbed says.
 *
 * @param task what is to be done with the file
 * @param folder what is kept from one start to the next, where it was said
 * @param place where programs keep their data, each in a folder of its own; without either, nothing is kept
 * @param listening where everything that speaks a standard listens
 * @param oneProcess networks in this process instead of one each
 * @param forget begins without what controllers configured before; addresses and credentials stay
 */
public record TestbedOptions(
        Task task,
        Path topology,
        Optional<Path> folder,
        Optional<Path> place,
        Listening listening,
        boolean oneProcess,
        boolean forget) {
    static final String USAGE =
            "usage: ./mfs testbed FILE [--dir FOLDER] [--bind ADDRESS] [--advertise HOST] [--forget]"
                    + " [--one-process] | --check FILE | --version | --help";

    static final String HELP = """
            usage: ./mfs testbed FILE [--dir FOLDER] [--bind ADDRESS] [--advertise HOST] [--forget] [--one-process]
                   ./mfs testbed --check FILE
            Runs the outside world that FILE describes, until it is told to stop.
              --dir FOLDER      keeps authority, credentials, ports and what was configured in FOLDER, so that a stop and a
                                start is an outage that ends (--folder is the same; default testbed/NAME, NAME being the
                                file's, in MFS_DATA, else in var/ of the checkout, else in ~/.local/state/openmfs)
              --bind ADDRESS    listens at ADDRESS; 127.0.0.1 unless said. The run-time control stays on 127.0.0.1
              --advertise HOST  name or address that others call, where it is not ADDRESS (needed with 0.0.0.0 and ::)
              --forget          begins without the applications, links and services that FOLDER has kept; credentials stay
              --one-process     networks in one process, which starts faster
              --check FILE      says whether FILE is fine, or everything that is wrong in it; starts nothing
              --version         which version and commit this is
              --help            this text

            FILE is described in docs/testbed.md. Exit status: 0 after a stop, 1 where it cannot start or go on, or FILE is
            wrong, 2 for a wrong command line.""";

    private static final String LOOPBACK = "127.0.0.1";
    private static final List<String> WORDS = List.of(
            "--dir",
            "--folder",
            "--bind",
            "--advertise",
            "--forget",
            "--one-process",
            "--check",
            "--help",
            "--version");

    /** What is to be done. */
    enum Task {
        RUN,
        CHECK,
        HELP,
        VERSION
    }

    /** Networks in this process on the loopback interface, files in a temporary folder. */
    public static TestbedOptions inProcess(Path topology) {
        return new TestbedOptions(
                Task.RUN, topology, Optional.empty(), Optional.empty(), new Listening(LOOPBACK, LOOPBACK), true, false);
    }

    /** @throws TestbedException with the usage where the command line is wrong */
    static TestbedOptions parse(String... args) throws TestbedException {
        return parse(Optional.empty(), args);
    }

    /**
     * @param place where programs keep their data
     * @throws TestbedException with the usage where the command line is wrong
     */
    static TestbedOptions parse(Optional<Path> place, String... args) throws TestbedException {
        Map<String, String> given = new LinkedHashMap<>();
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            read(rest.poll(), rest, given);
        }
        Task task = task(given);
        boolean file = task == Task.CHECK || task == Task.RUN;
        if (file && given.getOrDefault("FILE", "").isBlank()) {
            throw wrong("there is no FILE");
        }
        return new TestbedOptions(
                task,
                Path.of(given.getOrDefault("FILE", "")),
                Optional.ofNullable(given.get("--dir")).map(Path::of),
                place,
                listening(given),
                given.containsKey("--one-process"),
                given.containsKey("--forget"));
    }

    private static Task task(Map<String, String> given) {
        return given.containsKey("--help")
                ? Task.HELP
                : given.containsKey("--version") ? Task.VERSION : given.containsKey("--check") ? Task.CHECK : Task.RUN;
    }

    private static Listening listening(Map<String, String> given) throws TestbedException {
        String bind = given.getOrDefault("--bind", LOOPBACK);
        String called = given.getOrDefault("--advertise", bind);
        if (Listening.isWildcard(called)) {
            throw new TestbedException(
                    called + " means every address and is none to call: say with --advertise which one others call");
        }
        return new Listening(bind, called);
    }

    private static void read(String word, Deque<String> rest, Map<String, String> given) throws TestbedException {
        switch (word) {
            case "--one-process", "--forget", "--help", "--check", "--version" -> put(given, word, "");
            case "-h" -> put(given, "--help", "");
            case "--dir", "--folder" -> put(given, "--dir", value(word, rest));
            case "--bind", "--advertise" -> put(given, word, value(word, rest));
            default -> {
                if (word.startsWith("-")) {
                    throw wrong("there is no option " + Program.shown(word)
                            + Nearest.to(word, WORDS)
                                    .map(n -> "; did you mean " + n + "?")
                                    .orElse(""));
                }
                if (given.putIfAbsent("FILE", word) != null) {
                    throw wrong("expected one FILE: " + Program.quoted(word) + " is one too many");
                }
            }
        }
    }

    private static void put(Map<String, String> given, String name, String value) throws TestbedException {
        if (given.putIfAbsent(name, value) != null) {
            throw wrong(name + ": given twice");
        }
    }

    private static String value(String word, Deque<String> rest) throws TestbedException {
        String value = rest.isEmpty() ? "" : rest.poll();
        if (value.isBlank() || value.startsWith("--")) {
            throw wrong(word + " needs a value");
        }
        return value;
    }

    private static TestbedException wrong(String what) {
        return new TestbedException(what + "; " + USAGE, 2);
    }
}
