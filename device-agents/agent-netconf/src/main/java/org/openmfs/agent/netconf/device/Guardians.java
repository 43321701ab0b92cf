package org.openmfs.agent.netconf.device;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.openmfs.agent.encdecs.guardian.Guardian;
import org.openmfs.agent.encdecs.guardian.GuardianEvents;
import org.openmfs.agent.encdecs.guardian.GuardianFailure;
import org.openmfs.agent.encdecs.guardian.GuardianPace;
import org.openmfs.agent.encdecs.macsec.IpCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guardians of an agent's kernel Enc/Decs, up before anything else of it: keys end also where the rest of the agent
 * can't start. One that is armed goes on when this is closed.
 */
final class Guardians implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Guardians.class);
    private final Map<String, Watched> guardians = new HashMap<>();

    private record Watched(Guardian guardian, AtomicReference<GuardianEvents> events) {}

    private Guardians() {}

    /** @throws IOException if one of them can't be run */
    static Guardians open(AgentSettings settings) throws IOException {
        Guardians opened = new Guardians();
        boolean done = false;
        try {
            for (AgentSettings.EncDecPlace place : settings.encDecs()) {
                if (place instanceof AgentSettings.EncDecPlace.Kernel kernel) {
                    opened.open(settings, kernel.name());
                }
            }
            done = true;
            return opened;
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    /** Where the agent can't start and its guardians were killed, too: what they had to do is done all the same. */
    static void rearm(AgentSettings settings) {
        boolean left = settings.encDecs().stream()
                .anyMatch(place ->
                        Files.isRegularFile(folder(settings, place.name()).resolve("plan")));
        if (left) {
            try (Guardians again = open(settings)) {
                LOG.info("the guardians of {} Enc/Decs go on", again.guardians.size());
            } catch (IOException failed) {
                LOG.error("keys may be past their end: {}", failed.getMessage());
            }
        }
    }

    private static Path folder(AgentSettings settings, String name) {
        return settings.data().resolve(name + "-guardian");
    }

    private void open(AgentSettings settings, String name) throws IOException {
        AtomicReference<GuardianEvents> events = new AtomicReference<>(new Unheard(name));
        try {
            Guardian guardian = Guardian.open(
                    folder(settings, name),
                    name,
                    IpCommand.here().persistent(),
                    GuardianPace.DEFAULT,
                    new Passed(events));
            guardians.put(name, new Watched(guardian, events));
        } catch (GuardianFailure refused) {
            throw new IOException("Enc/Dec " + name + ": " + refused.getMessage(), refused);
        }
    }

    /** The guardian of an Enc/Dec, who is told from now on. */
    Guardian of(String name, GuardianEvents told) {
        Watched watched = guardians.get(name);
        watched.events().set(told);
        return watched.guardian();
    }

    @Override
    public void close() throws IOException {
        for (Watched watched : guardians.values()) {
            try {
                watched.guardian().close();
            } catch (GuardianFailure failure) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
    }

    private record Passed(AtomicReference<GuardianEvents> to) implements GuardianEvents {
        @Override
        public void fired() {
            to.get().fired();
        }

        @Override
        public void lost(GuardianFailure why) {
            to.get().lost(why);
        }
    }

    /** Before there is an Enc/Dec. */
    private record Unheard(String name) implements GuardianEvents {
        @Override
        public void fired() {
            LOG.warn("Enc/Dec {}: the guardian removed keys that were past their end", name);
        }

        @Override
        public void lost(GuardianFailure why) {
            LOG.error("Enc/Dec {}: there is no guardian: {}", name, why.getMessage());
        }
    }
}
