package org.openmfs.agent.encdecs.guardian;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A process of its own that removes an interface's security associations at their deadline, whatever becomes of the agent.
 *
 * <p>It knows the lines of ip(8) that remove them and no key. To be armed before a key is installed, with all that is to
 * be removed then, keys installed before included; and to be armed or disarmed again only after a key was removed. When
 * this agent is killed its deadlines stand, until the next agent opens the same folder and arms or disarms it. Deadlines
 * are on the clock of the time since the machine was started: a wall clock that is set changes nothing.
 */
public final class Guardian implements AutoCloseable {
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");
    private static final String ASSOCIATION = " (tx|rx sci [0-9a-f]{16}) sa [0-3]";

    private final Pattern removing;
    private final OwnerLock lock;
    private final Pipes pipes;
    private final GuardianHold hold;
    private final GuardianWatch watch;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Guardian(Pattern removing, OwnerLock lock, Pipes pipes, GuardianHold hold, GuardianWatch watch) {
        this.removing = removing;
        this.lock = lock;
        this.pipes = pipes;
        this.hold = hold;
        this.watch = watch;
    }

    /**
     * Takes over the guardian of the interface, with the deadlines it has, or starts it; and watches it from now on.
     *
     * @param folder of this interface's guardian alone, with mode {@code rwx------}; made if there is none. One that the
     *     machine's next start empties does
     * @param ip the words of an ip(8) that reads lines and goes on after one that is refused
     * @throws GuardianFailure if another agent has it, or it can't be run
     */
    public static Guardian open(
            Path folder, String interfaceName, List<String> ip, GuardianPace pace, GuardianEvents events)
            throws GuardianFailure {
        if (!INTERFACE.matcher(interfaceName).matches()) {
            throw new IllegalArgumentException("not the name of an interface: " + interfaceName);
        }
        Path own = OwnerOnly.folder(folder);
        OwnerLock lock = OwnerLock.of(own);
        try {
            Pipes pipes = Pipes.open(own);
            try {
                GuardianProgram program = new GuardianProgram(own, interfaceName, ip, pace);
                GuardianHold hold = new GuardianHold(program, pipes, new StandingPlan(own), pace);
                hold.takeOver();
                GuardianWatch watch = GuardianWatch.over(hold, pace, events);
                return new Guardian(removing(interfaceName), lock, pipes, hold, watch);
            } catch (GuardianFailure failure) {
                closeAfter(failure, pipes);
                throw failure;
            }
        } catch (GuardianFailure failure) {
            closeAfter(failure, lock);
            throw failure;
        }
    }

    private static void closeAfter(GuardianFailure failure, Closeable opened) {
        try {
            opened.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static Pattern removing(String interfaceName) {
        String association = Pattern.quote(interfaceName) + ASSOCIATION;
        return Pattern.compile("macsec (set " + association + " off|del " + association + ")");
    }

    /** As {@link #arm(List)} with one deadline. */
    public void arm(Duration remaining, List<String> lines) throws GuardianFailure {
        arm(List.of(new Removal(remaining, lines)));
    }

    /**
     * Gives the guardian all that it has to do from now on, instead of what it had.
     *
     * @throws GuardianFailure if no process says that it knows it, also after it was started again: install nothing then
     * @throws IllegalArgumentException for a line that does anything but remove a security association of the interface
     */
    public void arm(List<Removal> removals) throws GuardianFailure {
        for (Removal removal : removals) {
            for (String line : removal.lines()) {
                if (!removing.matcher(line).matches()) {
                    throw new IllegalArgumentException("not the removal of a security association: " + line);
                }
            }
        }
        hold.hold(Plan.of(removals));
    }

    /** There is nothing to remove any more: the interface holds no key. */
    public void disarm() throws GuardianFailure {
        hold.hold(Plan.EMPTY);
    }

    /** Whether the guardian answers now, and knows and can do all that it was told. */
    public boolean lives() {
        try {
            return hold.knows();
        } catch (GuardianFailure silent) {
            return false;
        }
    }

    /** Ends a guardian that is disarmed; one that is armed goes on by itself. */
    @Override
    public void close() throws GuardianFailure {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            watch.close();
            hold.leave();
        } finally {
            release();
        }
    }

    private void release() throws GuardianFailure {
        try (lock) {
            pipes.close();
        } catch (IOException e) {
            throw new GuardianFailure("the guardian's pipes could not be closed", e);
        }
    }
}
