package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two configurations of the agent and everything that may happen to them, one thing at a time: locks, edits of the
 * candidate, commits, and commits that are undone unless confirmed (RFC 6241 sections 7.5, 8.3, 8.4).
 */
public final class Datastores {
    private static final Logger LOG = LoggerFactory.getLogger(Datastores.class);

    private final ConfigTree tree;
    private final ConfigurationSink sink;
    private final ActiveConfiguration running;
    private final Surroundings surroundings;
    private final Locks locks = new Locks();
    private volatile Configuration candidate;
    private Optional<Trial> trial = Optional.empty();
    private Future<?> bell = CompletableFuture.completedFuture(null);
    private long attempts;

    /**
     * What the datastores need besides the agent.
     *
     * @param store where the running configuration outlives the process
     * @param timers rings when a commit was not confirmed in time
     * @param events hears of changes, on the thread that makes them
     */
    public record Surroundings(RunningStore store, ScheduledExecutorService timers, ConfigurationEvents events) {
        public Surroundings {
            requireNonNull(store);
            requireNonNull(timers);
            requireNonNull(events);
        }
    }

    /**
     * Takes over a configuration.
     *
     * @param running what the agent runs with already
     */
    public Datastores(ConfigTree tree, ConfigurationSink sink, Surroundings surroundings, Configuration running) {
        this.tree = requireNonNull(tree);
        this.sink = requireNonNull(sink);
        this.surroundings = requireNonNull(surroundings);
        this.running = new ActiveConfiguration(sink, surroundings.store(), running);
        this.candidate = running;
    }

    /** A configuration as it is now. */
    public Configuration read(Datastore source) {
        return source == Datastore.RUNNING ? running.current() : candidate;
    }

    /** Who holds a lock. */
    public synchronized Optional<Lock> lock(Datastore target) {
        return locks.find(target);
    }

    /** Locks a datastore for a session, or says with {@code lock-denied} whose it is. */
    public synchronized void lock(SessionHandle session, Datastore target) throws RequestRefused {
        requireAlive(session);
        locks.requireUnlocked(target);
        if (target == Datastore.RUNNING && trial.isPresent() && trial.get().session() != session) {
            throw Locks.denied(
                    "A commit of another session waits for confirmation",
                    trial.get().session().id());
        }
        if (target == Datastore.CANDIDATE && !candidate.equals(running.current())) {
            throw Locks.denied("The candidate has changes that are not committed", 0);
        }
        locks.lock(target, session);
    }

    /** Unlocks a datastore; changes of the candidate that were not committed go with its lock (section 8.3.5.2). */
    public synchronized void unlock(SessionHandle session, Datastore target) throws RequestRefused {
        locks.unlock(target, session);
        if (target == Datastore.CANDIDATE) {
            candidate = running.current();
        }
    }

    /** Changes the candidate, as a whole or not at all. */
    public synchronized void edit(SessionHandle session, ConfigTree.Edit edit) throws RequestRefused {
        requireAlive(session);
        locks.requireFree(Datastore.CANDIDATE, session);
        candidate = tree.edit(candidate, edit);
    }

    /** Puts another configuration in place of the candidate. */
    public synchronized void replace(SessionHandle session, Configuration whole) throws RequestRefused {
        requireAlive(session);
        locks.requireFree(Datastore.CANDIDATE, session);
        candidate = whole;
    }

    /** What a change would make of a configuration. */
    public Configuration preview(Configuration base, ConfigTree.Edit edit) throws RequestRefused {
        return tree.edit(base, edit);
    }

    /** Makes the candidate what the running configuration is. */
    public void discard(SessionHandle session) throws RequestRefused {
        replace(session, running.current());
    }

    /** Checks a configuration against the model, and with the agent. */
    public synchronized void validate(Configuration configuration) throws RequestRefused {
        tree.validate(configuration);
        sink.validate(configuration);
    }

    /** Makes the candidate the running configuration, for good or on trial. */
    public synchronized void commit(SessionHandle session, CommitRequest request) throws RequestRefused {
        requireAlive(session);
        locks.requireFree(Datastore.CANDIDATE, session);
        locks.requireFree(Datastore.RUNNING, session);
        requireContinues(session, request.persistId());
        var before = running.current();
        validate(candidate);
        switch (request) {
            case CommitRequest.Lasting lasting -> {
                running.keep(candidate);
                LOG.info("{} of {} committed", session, session.user());
                endTrial(ConfirmEvent.COMPLETE, Optional.of(session));
            }
            case CommitRequest.Trial asked -> {
                running.use(candidate);
                beginTrial(session, asked, before);
            }
        }
        if (!before.equals(running.current())) {
            surroundings.events().changed(Optional.of(session));
        }
    }

    /** Undoes the commits that wait for confirmation. */
    public synchronized void cancel(SessionHandle session, Optional<String> persistId) throws RequestRefused {
        requireAlive(session);
        var pending = trial.orElseThrow(() -> persistId.isPresent()
                ? Trial.unknownPersistId()
                : RequestRefused.ofProtocol(ErrorTag.OPERATION_FAILED, "No commit waits for confirmation"));
        pending.requireOwner(session, persistId);
        undoTrial(ConfirmEvent.CANCEL, Optional.of(session));
    }

    /** Takes from a session that is gone all that it held: its locks, and its commit if that was to end with it. */
    public void sessionEnded(SessionHandle session) {
        session.end();
        synchronized (this) {
            if (trial.isPresent()
                    && trial.get().session() == session
                    && trial.get().persist().isEmpty()) {
                undoTrial(ConfirmEvent.CANCEL, Optional.of(session));
            }
            locks.release(Datastore.RUNNING, session);
            if (locks.release(Datastore.CANDIDATE, session)) {
                candidate = running.current();
            }
        }
    }

    private void requireContinues(SessionHandle session, Optional<String> persistId) throws RequestRefused {
        if (trial.isPresent()) {
            trial.get().requireOwner(session, persistId);
        } else if (persistId.isPresent()) {
            throw Trial.unknownPersistId();
        }
    }

    private void beginTrial(SessionHandle session, CommitRequest.Trial asked, Configuration before) {
        var event = trial.isPresent() ? ConfirmEvent.EXTEND : ConfirmEvent.START;
        var attempt = ++attempts;
        trial = Optional.of(new Trial(attempt, trial.map(Trial::before).orElse(before), session, asked.persist()));
        ring(attempt, asked.timeout());
        LOG.info(
                "{} of {} committed on trial for {} s",
                session,
                session.user(),
                asked.timeout().toSeconds());
        surroundings
                .events()
                .confirmed(event, Optional.of(session), asked.timeout().toSeconds());
    }

    private void ring(long attempt, Duration timeout) {
        bell.cancel(false);
        bell = surroundings
                .timers()
                .schedule(
                        () -> Thread.startVirtualThread(() -> timedOut(attempt)),
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private synchronized void timedOut(long attempt) {
        if (trial.isPresent() && trial.get().attempt() == attempt) {
            undoTrial(ConfirmEvent.TIMEOUT, Optional.empty());
        }
    }

    private void undoTrial(ConfirmEvent why, Optional<SessionHandle> by) {
        var before = trial.orElseThrow().before();
        var after = running.current();
        running.goBack(before);
        if (candidate.equals(after)) {
            candidate = before;
        }
        endTrial(why, by);
        if (!before.equals(after)) {
            surroundings.events().changed(by);
        }
    }

    private void endTrial(ConfirmEvent how, Optional<SessionHandle> by) {
        if (trial.isPresent()) {
            trial = Optional.empty();
            bell.cancel(false);
            LOG.info("the commit on trial ended: {}", how.name().toLowerCase(Locale.ROOT));
            surroundings.events().confirmed(how, by, 0);
        }
    }

    private static void requireAlive(SessionHandle session) throws RequestRefused {
        if (session.hasEnded()) {
            throw RequestRefused.ofProtocol(ErrorTag.OPERATION_FAILED, "The session has ended");
        }
    }
}
