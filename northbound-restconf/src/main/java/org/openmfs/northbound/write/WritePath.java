package org.openmfs.northbound.write;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.netconf.databind.DatabindPath.Data;
import org.opendaylight.yangtools.yang.common.ErrorTag;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which a client's change reaches the configuration: made, looked at and committed in one transaction, and
 * one change at a time, since a datastore does not notice that something which was only read has changed meanwhile.
 */
public final class WritePath {
    private static final Logger LOG = LoggerFactory.getLogger(WritePath.class);
    private static final int ATTEMPTS = 10;

    private final ReentrantLock gate = new ReentrantLock(true);
    private final ConfigurationStore store;
    private final KeptSecrets secrets;
    private volatile Optional<FluentFuture<? extends CommitInfo>> unsettled = Optional.empty();

    public WritePath(ConfigurationStore store) {
        this.store = store;
        this.secrets = new KeptSecrets(store.credentials());
    }

    /** A condition of the client's, looked at when none of our other clients changes anything. */
    public interface Precondition {
        /** Holds whatever there is. */
        Precondition NONE = exists -> {};

        /** From now on none of our clients changes anything; before anything is looked at. */
        default void begins() {}

        /** @param exists whether the target is there */
        void check(boolean exists) throws RefusedException;

        /** The hash of the plan for which alone the change is to be made. */
        default Optional<String> expectedPlan() {
            return Optional.empty();
        }

        /** Something was changed; before any other of our clients changes anything. */
        default void made() {}
    }

    /**
     * What was made.
     *
     * @param existed whether the target was there before
     * @param changed whether anything is other than before, as far as that is looked at
     */
    public record Written(boolean existed, boolean changed) {}

    /** An edit of several that can't be made. */
    public static final class RefusedEdit extends Exception {
        private static final long serialVersionUID = 1L;

        private final int number;
        private final transient RefusedException why;

        RefusedEdit(int number, RefusedException why) {
            super(why.getMessage(), why, false, false);
            this.number = number;
            this.why = why;
        }

        /** Which of them, from 0. */
        public int number() {
            return number;
        }

        public RefusedException why() {
            return why;
        }
    }

    /** Another attempt may succeed. */
    private static final class Conflict extends Exception {
        private static final long serialVersionUID = 1L;

        Conflict(Throwable cause) {
            super(cause);
        }
    }

    /**
     * Makes all edits or none.
     *
     * @param target what the request points to
     * @throws RefusedException if the change may not be made, or it isn't known whether it was; says which
     */
    public Written write(Data target, Precondition precondition, List<Edit> edits) throws RefusedException {
        try {
            return writeEach(target, precondition, edits);
        } catch (RefusedEdit e) {
            throw e.why();
        }
    }

    /** As {@link #write}, for a client that is told which edit can't be made. */
    public Written writeEach(Data target, Precondition precondition, List<Edit> edits)
            throws RefusedException, RefusedEdit {
        String path = textOf(target);
        enter();
        try {
            if (unsettled.isPresent()) {
                throw new RefusedException(
                        Condition.STORE_AWAY,
                        "The datastore has not said yet what became of an earlier change; nothing was changed.");
            }
            return attempts(new Request(target, precondition, edits, path));
        } catch (Draft.UnreadableException e) {
            throw e.refusal(path);
        } finally {
            gate.unlock();
        }
    }

    private record Request(Data target, Precondition precondition, List<Edit> edits, String path) {}

    private static String textOf(Data target) {
        return new ModelCheck(target.databind()).textOf(target.instance());
    }

    /** What speaks against a change that nobody makes. */
    public List<ServerError> objections(List<Edit> edits, DatabindContext databind) {
        try (Draft draft = draft(databind)) {
            makeEach(draft, edits);
            consider(draft, edits, databind, Optional.empty());
            return List.of();
        } catch (RefusedEdit e) {
            return e.why().errors();
        } catch (RefusedException e) {
            return e.errors();
        } catch (Draft.UnreadableException e) {
            return e.refusal("").errors();
        }
    }

    private void enter() throws RefusedException {
        try {
            if (!gate.tryLock(store.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RefusedException(
                        Condition.STORE_AWAY,
                        "The datastore has not made earlier changes in time; nothing was changed.");
            }
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private static RefusedException stopped() {
        Thread.currentThread().interrupt();
        return new RefusedException(Condition.FAILED, "The server is being stopped.");
    }

    /** Others than our clients may change the configuration too: a conflict with them is worth another attempt. */
    private Written attempts(Request request) throws RefusedException, RefusedEdit {
        Conflict last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return attempt(request);
            } catch (Conflict e) {
                last = e;
                pause(attempt);
            }
        }
        throw FailedCommit.refusal(last.getCause(), request.path());
    }

    private static void pause(int attempt) throws RefusedException {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, 5 << attempt));
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private Written attempt(Request request) throws RefusedException, RefusedEdit, Conflict {
        DatabindContext databind = request.target().databind();
        request.precondition().begins();
        try (Draft draft = draft(databind)) {
            YangInstanceIdentifier target = request.target().instance();
            boolean existed = target.isEmpty() || draft.now(target).isPresent();
            request.precondition().check(existed);
            Set<YangInstanceIdentifier> places = places(draft, request.edits());
            List<Optional<NormalizedNode>> before = at(places, draft);
            makeEach(draft, request.edits());
            consider(draft, request.edits(), databind, request.precondition().expectedPlan());
            boolean changed = !isSame(before, at(places, draft));
            await(draft.commit(), request);
            if (changed) {
                request.precondition().made();
            }
            return new Written(existed, changed);
        }
    }

    private Draft draft(DatabindContext databind) {
        return new Draft(store.broker(), databind, store.patience());
    }

    /** An in-memory datastore does not read its root in the middle of a change: all that is below it is looked at. */
    private static Set<YangInstanceIdentifier> places(Draft draft, List<Edit> edits) {
        Set<YangInstanceIdentifier> places = new LinkedHashSet<>();
        for (Edit edit : edits) {
            if (edit.path().isEmpty()) {
                places.addAll(draft.topLevel());
                edit.parts().forEach(part -> places.add(part.path()));
            } else {
                places.add(edit.path());
            }
        }
        return places;
    }

    private static List<Optional<NormalizedNode>> at(Set<YangInstanceIdentifier> places, Draft draft) {
        return places.stream().map(draft::now).toList();
    }

    /** Equal leaf-lists may have their values in another order, which counts where users order them. */
    private static boolean isSame(List<Optional<NormalizedNode>> before, List<Optional<NormalizedNode>> after) {
        return before.equals(after) && texts(before).equals(texts(after));
    }

    private static List<Optional<String>> texts(List<Optional<NormalizedNode>> nodes) {
        return nodes.stream()
                .map(node -> node.map(there -> there.prettyTree().toString()))
                .toList();
    }

    private static void makeEach(Draft draft, List<Edit> edits) throws RefusedEdit {
        for (int i = 0; i < edits.size(); i++) {
            try {
                draft.make(edits.get(i));
            } catch (RefusedException e) {
                throw new RefusedEdit(i, e);
            }
        }
    }

    /** Asks what speaks against the change; makes what it leaves as it is without saying so. */
    private void consider(Draft draft, List<Edit> edits, DatabindContext databind, Optional<String> expectedPlan)
            throws RefusedException {
        if (touches(secrets.concerns(), edits)) {
            for (Edit beside : secrets.besides(edits, draft, databind)) {
                draft.make(beside);
            }
        }
        List<ServerError> errors = new ArrayList<>();
        List<RequestCheck> concerned = concerned(edits);
        if (expectedPlan.isPresent() && concerned.stream().noneMatch(RequestCheck::heedsExpectedPlan)) {
            throw new RefusedException(
                    Condition.INVALID_VALUE, "The query parameter 'expected-plan' goes with a change of a service.");
        }
        for (RequestCheck check : concerned) {
            check.check(new Proposal(draft, expectedPlan)).stream()
                    .map(refusal -> ServerError.at(refusal.path(), condition(refusal.tag()), refusal.message()))
                    .forEach(errors::add);
        }
        if (!errors.isEmpty()) {
            throw new RefusedException(errors);
        }
    }

    private static Condition condition(ErrorTag tag) {
        return tag.equals(ErrorTag.OPERATION_FAILED)
                ? Condition.PRECONDITION_FAILED
                : Condition.reportedAs(ErrorType.APPLICATION, tag);
    }

    /** A draft, and for which plan alone it may be made. */
    private record Proposal(Draft draft, Optional<String> expectedPlan) implements ProposedChange {
        @Override
        public Optional<NormalizedNode> before(QName topLevel) {
            return draft.before(topLevel);
        }

        @Override
        public Optional<NormalizedNode> after(QName topLevel) {
            return draft.after(topLevel);
        }
    }

    private List<RequestCheck> concerned(List<Edit> edits) {
        return store.checks().stream()
                .filter(check -> touches(check.concerns(), edits))
                .toList();
    }

    private static boolean touches(Set<QName> topLevel, List<Edit> edits) {
        return edits.stream()
                .anyMatch(edit -> edit.path().isEmpty()
                        || topLevel.contains(
                                edit.path().getPathArguments().getFirst().getNodeType()));
    }

    private void await(FluentFuture<? extends CommitInfo> commit, Request request) throws RefusedException, Conflict {
        Duration patience = store.patience();
        try {
            commit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (FailedCommit.isConflict(e)) {
                throw new Conflict(e);
            }
            throw FailedCommit.refusal(e.getCause(), request.path());
        } catch (TimeoutException e) {
            LOG.error("the datastore has not said for {} s whether it made a change", patience.toSeconds());
            leave(commit, request.precondition());
            throw unknown(request.path());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(commit, request.precondition());
            throw unknown(request.path());
        }
    }

    /** Nothing else is changed before it is known what became of it. */
    private void leave(FluentFuture<? extends CommitInfo> commit, Precondition precondition) {
        unsettled = Optional.of(commit);
        commit.addListener(() -> settled(commit, precondition), MoreExecutors.directExecutor());
    }

    private void settled(FluentFuture<? extends CommitInfo> commit, Precondition precondition) {
        try {
            Optional<String> failure = failure(commit);
            if (failure.isEmpty()) {
                precondition.made();
            }
            LOG.warn(
                    "a change whose client was told that the datastore does not answer was {}",
                    failure.orElse("made after all"));
        } finally {
            unsettled = Optional.empty();
        }
    }

    private static Optional<String> failure(FluentFuture<? extends CommitInfo> commit) {
        try {
            Futures.getDone(commit);
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of("not made: " + e.getCause().getMessage());
        } catch (CancellationException e) {
            return Optional.of("cancelled");
        }
    }

    private static RefusedException unknown(String path) {
        return new RefusedException(
                path,
                Condition.STORE_AWAY,
                "The datastore has not said in time whether it made the change: read what is there.");
    }
}
