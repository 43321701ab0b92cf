package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.Timers;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears an Enc/Dec whose key reached its maximum age although its association, which would have stopped traffic before,
 * did not: it broke, or waits for something. Stands apart from the association's queue and from the journal.
 */
public final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    /** Timers stand still while a machine sleeps, and a key's age does not. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final EncDec encDec;
    private final Platform platform;
    private final Runnable cleared;
    private Optional<Instant> end = Optional.empty();
    private Optional<Timers.Pending> pending = Optional.empty();

    /** @param cleared told when the Enc/Dec holds no key any more, on any thread */
    public Expiry(EncDec encDec, Platform platform, Runnable cleared) {
        this.encDec = encDec;
        this.platform = platform;
        this.cleared = cleared;
    }

    /** When the key in use reaches its maximum age; empty where none is in use. */
    public synchronized void keyEnds(Optional<Instant> at) {
        if (!at.equals(end)) {
            end = at;
            pending.ifPresent(Timers.Pending::cancel);
            pending = at.map(instant -> wake(Duration.between(now(), instant.plus(grace()))));
        }
    }

    private Timers.Pending wake(Duration wait) {
        Duration positive = wait.isNegative() ? Duration.ZERO : wait;
        Duration look = positive.compareTo(LONGEST_LOOK) < 0 ? positive : LONGEST_LOOK;
        return platform.timers().after(look, this::due);
    }

    private synchronized void due() {
        if (end.filter(at -> now().isBefore(at.plus(grace()))).isPresent()) {
            pending = end.map(at -> wake(Duration.between(now(), at.plus(grace()))));
        } else if (end.isPresent()) {
            platform.work().execute(this::clear);
        }
    }

    /** The association looks every tick, and needs a moment to have the Enc/Dec cleared. */
    private Duration grace() {
        return platform.pace().observe();
    }

    private Instant now() {
        return platform.clock().instant();
    }

    private void clear() {
        try {
            encDec.clear();
        } catch (EncDecFailure | RuntimeException | Error e) {
            LOG.warn("Enc/Dec {} could not be cleared, it is tried again: {}", encDec.name(), e.getMessage());
            synchronized (this) {
                pending = Optional.of(wake(AGAIN));
            }
            return;
        }
        synchronized (this) {
            end = Optional.empty();
            pending = Optional.empty();
        }
        LOG.warn("Enc/Dec {}: its key reached its maximum age and was removed", encDec.name());
        cleared.run();
    }
}
