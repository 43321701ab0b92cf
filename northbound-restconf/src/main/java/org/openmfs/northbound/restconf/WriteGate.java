package org.openmfs.northbound.restconf;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.northbound.check.ModelCheck;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.openmfs.northbound.error.ServerError;
import org.openmfs.northbound.restconf.EngineCall.Answer;

/**
 * Lets changes of the configuration through one at a time: so that they do not fail because of each other, and so that
 * what the application says to a change holds when it is made.
 */
final class WriteGate {
    private static final int ATTEMPTS = 10;
    private static final int LONGEST_WAIT_SECONDS = 60;
    private static final int SERVERS_FAULT = 500;

    private final ReentrantLock gate = new ReentrantLock(true);
    private final ConfigurationStore store;
    private final KeptSecrets secrets;
    private final DatastoreVersion version;

    WriteGate(ConfigurationStore store, DatastoreVersion version) {
        this.store = store;
        this.secrets = new KeptSecrets(store.credentials());
        this.version = version;
    }

    /** Something that changes the configuration. */
    interface Change<R> {
        Answer<R> make() throws RefusedException;
    }

    /** A condition of the client's, looked at when nobody else changes anything. */
    interface Precondition {
        void check() throws RefusedException;
    }

    /** @param target what the request points to */
    <R> R pass(Precondition precondition, List<Edit> edits, Data target, Change<R> change) throws RefusedException {
        enter();
        try {
            if (store.commits().isUnsettled()) {
                throw new RefusedException(
                        Condition.STORE_AWAY,
                        "The datastore has not said yet what became of an earlier change; nothing was changed.");
            }
            precondition.check();
            String path = new ModelCheck(target.databind()).textOf(target.instance());
            List<Edit> besides = considered(edits, target.databind(), path);
            store.commits().complete(besides, target.databind().modelContext());
            return made(change, path);
        } finally {
            gate.unlock();
        }
    }

    private <R> R made(Change<R> change, String path) throws RefusedException {
        R result;
        try {
            result = attempt(change, path);
        } catch (RefusedException e) {
            RefusedException told = told(e, store.commits().done(version::changed), path);
            if (told.errors().getFirst().condition().status() >= SERVERS_FAULT) {
                version.changed();
            }
            throw told;
        } catch (RuntimeException | Error broken) {
            store.commits().done(version::changed);
            throw broken;
        }
        version.changed();
        store.commits().done(version::changed);
        return result;
    }

    /** Whoever gave up may not know of a commit that began, or ended, meanwhile. */
    private static RefusedException told(RefusedException refused, CompletedCommits.Outcome outcome, String path) {
        return switch (outcome) {
            case NOTHING_MADE -> refused;
            case MADE, UNDER_WAY -> unknown(path);
        };
    }

    private static RefusedException unknown(String path) {
        return new RefusedException(
                path,
                Condition.STORE_AWAY,
                "The datastore has not said in time whether it made the change: read what is there.");
    }

    /** What speaks against a change that nobody makes. */
    List<ServerError> objections(List<Edit> edits, DatabindContext databind) {
        try {
            considered(edits, databind, "");
            return List.of();
        } catch (RefusedException e) {
            return e.errors();
        }
    }

    private void enter() throws RefusedException {
        try {
            if (!gate.tryLock(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RefusedException(Condition.IN_USE, "Too many changes wait for the configuration.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Condition.FAILED, "The server is being stopped.");
        }
    }

    /** Others than our clients may change the configuration too: a conflict with them is worth another attempt. */
    private static <R> R attempt(Change<R> change, String path) throws RefusedException {
        List<RequestError> errors = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            switch (change.make()) {
                case Answer.Done<R>(R result) -> {
                    return result;
                }
                case Answer.Failed<R>(List<RequestError> why) -> errors = why;
            }
            if (!EngineErrors.isConflict(errors)) {
                break;
            }
            pause(attempt);
        }
        throw new RefusedException(EngineErrors.translate(errors, path));
    }

    private static void pause(int attempt) throws RefusedException {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, 5 << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(Condition.FAILED, "The server is being stopped.");
        }
    }

    /** What is made along with the edits, when nothing speaks against them. */
    private List<Edit> considered(List<Edit> edits, DatabindContext databind, String path) throws RefusedException {
        List<RequestCheck> concerned = store.checks().stream()
                .filter(check -> touches(check.concerns(), edits))
                .toList();
        if (concerned.isEmpty() && !touches(secrets.concerns(), edits)) {
            return List.of();
        }
        try (var before = store.broker().newReadOnlyTransaction()) {
            var after = store.broker().newReadWriteTransaction();
            try {
                ReadProposal change = new ReadProposal(before, after, store.patience());
                change.make(edits, databind.modelContext());
                List<Edit> besides = secrets.besides(edits, change, databind);
                change.make(besides, databind.modelContext());
                refuse(concerned, change);
                return besides;
            } catch (ReadProposal.UnreadableException e) {
                throw e.refusal(path);
            } finally {
                after.cancel();
            }
        }
    }

    private static void refuse(List<RequestCheck> concerned, ProposedChange change) throws RefusedException {
        List<ServerError> errors = concerned.stream()
                .flatMap(check -> check.check(change).stream())
                .map(refusal -> ServerError.at(
                        refusal.path(), Condition.reportedAs(ErrorType.APPLICATION, refusal.tag()), refusal.message()))
                .toList();
        if (!errors.isEmpty()) {
            throw new RefusedException(errors);
        }
    }

    private static boolean touches(Set<QName> topLevel, List<Edit> edits) {
        return edits.stream()
                .anyMatch(edit -> edit.path().isEmpty()
                        || topLevel.contains(
                                edit.path().getPathArguments().getFirst().getNodeType()));
    }
}
