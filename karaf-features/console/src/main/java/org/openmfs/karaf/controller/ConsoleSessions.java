package org.openmfs.karaf.controller;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends sessions of the console, whatever runs in them, whose users are no users any more as they were at the login. */
final class ConsoleSessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSessions.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Supplier<List<Open>> sessions;
    private final ConsoleAudit audit;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("console sessions").factory());

    /** A session that is open. */
    interface Open {
        /** Who logged in; empty before anybody did. */
        Optional<Subject> subject();

        void end();
    }

    /** Looks from now on. */
    ConsoleSessions(Supplier<List<Open>> sessions, ConsoleAudit audit) {
        this.sessions = sessions;
        this.audit = audit;
        thread.scheduleWithFixedDelay(this::look, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            sessions.get().forEach(this::look);
        } catch (RuntimeException fault) {
            LOG.warn("sessions of the console are not looked at now", fault);
        }
    }

    /** A subject without a user is one whose session took him away. */
    private void look(Open session) {
        Optional<ConsoleUser> user = session.subject().flatMap(ConsoleUser::of);
        boolean standing =
                user.map(ConsoleUser::isStanding).orElse(session.subject().isEmpty());
        if (!standing) {
            audit.ended(user.map(ConsoleUser::getName).orElse(ConsoleAudit.NOBODY));
            session.end();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
