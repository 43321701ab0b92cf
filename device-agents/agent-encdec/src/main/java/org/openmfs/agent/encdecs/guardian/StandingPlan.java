package org.openmfs.agent.encdecs.guardian;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the guardian was last told, in a file: for the next agent, should both this one and its guardian be killed.
 *
 * <p>A second net. A disk that is full stops no key exchange for it: the file then tells an older plan, and the agent
 * that takes over tells a newer one as soon as it has looked at the Enc/Dec.
 */
final class StandingPlan {
    private final Path file;

    StandingPlan(Path folder) {
        this.file = folder.resolve("plan");
    }

    /** Empty if there is none, or it is of the time before the machine was started: its kernel has no keys left. */
    Plan read() throws GuardianFailure {
        try {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
            return lines.size() == 2 && lines.getFirst().equals(BootTime.boot())
                    ? Plan.parse(lines.getLast()).orElse(Plan.EMPTY)
                    : Plan.EMPTY;
        } catch (IOException e) {
            throw new GuardianFailure(file + " could not be read", e);
        }
    }

    /** Returns whether it could be written. */
    boolean write(Plan plan) throws GuardianFailure {
        try {
            if (plan.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                OwnerOnly.replace(
                        file, (BootTime.boot() + "\n" + plan.text() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            return true;
        } catch (IOException full) {
            return false;
        }
    }
}
