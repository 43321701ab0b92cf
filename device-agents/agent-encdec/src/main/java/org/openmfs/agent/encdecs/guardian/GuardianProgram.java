package org.openmfs.agent.encdecs.guardian;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The guardian's script in its folder, and the processes that run it. */
final class GuardianProgram {
    private static final String NAME = "guardian.sh";
    private static final int LOOKS = 25;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final Path script;
    private final List<String> arguments;

    GuardianProgram(Path folder, String interfaceName, List<String> ip, GuardianPace pace) {
        this.script = folder.resolve(NAME);
        List<String> words = new ArrayList<>(List.of(script.toString(), folder.toString(), interfaceName));
        words.add(Long.toString(BootTime.ticks(pace.idle())));
        words.addAll(ip);
        this.arguments = List.copyOf(words);
    }

    /**
     * Puts the script of this version into the folder; one that is there already needs no room on the disk.
     *
     * @return whether there was none or another
     */
    boolean write() throws GuardianFailure {
        try (InputStream text = Objects.requireNonNull(GuardianProgram.class.getResourceAsStream(NAME), NAME)) {
            byte[] wanted = text.readAllBytes();
            if (Files.exists(script) && Arrays.equals(Files.readAllBytes(script), wanted)) {
                return false;
            }
            OwnerOnly.replace(script, wanted);
            return true;
        } catch (IOException e) {
            throw new GuardianFailure(script + " could not be written", e);
        }
    }

    /** Starts a process in a session of its own, so that no signal to the agent's group or terminal reaches it. */
    ProcessHandle start() throws GuardianFailure {
        List<String> words = new ArrayList<>(List.of("setsid", "bash"));
        words.addAll(arguments);
        return Command.start(words).toHandle();
    }

    /** Whether the process runs this script with these arguments. */
    boolean isRunBy(long pid) {
        return ProcessHandle.of(pid).filter(this::runsExactly).isPresent();
    }

    private boolean runsExactly(ProcessHandle process) {
        return process.info().arguments().map(List::of).equals(Optional.of(arguments));
    }

    /** Ends every process that runs the script, with what it started, and waits a little until they are gone. */
    void kill() throws GuardianFailure {
        List<ProcessHandle> guardians =
                ProcessHandle.allProcesses().filter(this::runs).toList();
        guardians.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
        Pauses pauses = new Pauses(SHORTEST_PAUSE, LONGEST_PAUSE);
        for (int look = 0; look < LOOKS && guardians.stream().anyMatch(this::runs); look++) {
            pauses.next();
        }
        if (guardians.stream().anyMatch(this::runs)) {
            throw new GuardianFailure("a guardian that runs already could not be ended");
        }
    }

    boolean runs() {
        return ProcessHandle.allProcesses().anyMatch(this::runs);
    }

    /** Also one whose file was replaced by an upgrade while it ran. */
    private static boolean isBash(String command) {
        return command.replace(" (deleted)", "").endsWith("/bash");
    }

    private boolean runs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(GuardianProgram::isBash).isPresent()
                && info.arguments()
                        .filter(words -> words.length > 0 && words[0].equals(script.toString()))
                        .isPresent();
    }
}
