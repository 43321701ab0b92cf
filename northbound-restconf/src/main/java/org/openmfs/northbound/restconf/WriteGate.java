package org.openmfs.northbound.restconf;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadOperations;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
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
            precondition.check();
            List<Edit> besides = considered(edits, target.databind());
            store.commits().complete(besides, target.databind().modelContext());
            R result = attempt(change, new ModelCheck(target.databind()).textOf(target.instance()));
            version.changed();
            return result;
        } finally {
            store.commits().done();
            gate.unlock();
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
    private List<Edit> considered(List<Edit> edits, DatabindContext databind) throws RefusedException {
        List<RequestCheck> concerned = store.checks().stream()
                .filter(check -> touches(check.concerns(), edits))
                .toList();
        if (concerned.isEmpty() && !touches(secrets.concerns(), edits)) {
            return List.of();
        }
        try (var before = store.broker().newReadOnlyTransaction()) {
            var after = store.broker().newReadWriteTransaction();
            try {
                edits.forEach(edit -> edit.in(after, databind.modelContext()));
                ProposedChange change = new Proposal(before, after);
                List<Edit> besides = secrets.besides(edits, change, databind);
                besides.forEach(edit -> edit.in(after, databind.modelContext()));
                refuse(concerned, change);
                return besides;
            } catch (UnreadableException e) {
                // The models do not allow the change; the datastore will say what is wrong.
                return List.of();
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

    /** Two transactions, of which one has the change in it. */
    private record Proposal(DOMDataTreeReadOperations now, DOMDataTreeReadOperations then) implements ProposedChange {
        @Override
        public Optional<NormalizedNode> before(QName topLevel) {
            return read(now, topLevel);
        }

        @Override
        public Optional<NormalizedNode> after(QName topLevel) {
            return read(then, topLevel);
        }

        private static Optional<NormalizedNode> read(DOMDataTreeReadOperations transaction, QName topLevel) {
            try {
                return transaction
                        .read(CONFIGURATION, YangInstanceIdentifier.of(topLevel))
                        .get();
            } catch (ExecutionException e) {
                throw new UnreadableException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the server is being stopped", e);
            }
        }
    }

    /** A configuration that the models do not allow can't be looked at as a whole. */
    private static final class UnreadableException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        UnreadableException(Throwable cause) {
            super("the configuration can't be read", cause);
        }
    }
}
