package org.openmfs.northbound.restconf;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadWriteTransaction;
import org.opendaylight.netconf.api.NetconfDocumentedException;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A datastore in which a change by a client is completed with what it leaves as it is without saying so, in the same
 * transaction, whoever carries the change out. One change at a time. A commit that begins when its client was given an
 * answer already is refused; one that is under way then is told when it ends, and nothing else is changed before.
 */
public final class CompletedCommits extends ForwardingDOMDataBroker {
    private static final Logger LOG = LoggerFactory.getLogger(CompletedCommits.class);

    private final DOMDataBroker broker;
    private final AtomicInteger late = new AtomicInteger();
    private volatile Turn turn = new Turn(transaction -> {});

    public CompletedCommits(DOMDataBroker broker) {
        this.broker = broker;
    }

    /** From now on, until it is done, these go into each commit. */
    void complete(List<Edit> edits, EffectiveModelContext models) {
        turn = new Turn(transaction -> edits.forEach(edit -> edit.in(transaction, models)));
    }

    /** What became of the change, seen and settled in one step: no commit of it begins after that. */
    enum Outcome {
        /** Nothing of it was made, and nothing will be. */
        NOTHING_MADE,
        MADE,
        /** A commit of it has not ended. */
        UNDER_WAY
    }

    /** The client is answered now, by what this returns. */
    Outcome done(Runnable settledLate) {
        Outcome outcome = turn.end(settledLate);
        turn = new Turn(transaction -> {});
        return outcome;
    }

    /** Whether a change of which a client was told that there is no answer may still be made. */
    boolean isUnsettled() {
        return late.get() > 0;
    }

    @Override
    protected DOMDataBroker delegate() {
        return broker;
    }

    @Override
    public DOMDataTreeReadWriteTransaction newReadWriteTransaction() {
        DOMDataTreeReadWriteTransaction transaction = broker.newReadWriteTransaction();
        Turn mine = turn;
        return new ForwardingDOMDataReadWriteTransaction() {
            @Override
            protected DOMDataTreeReadWriteTransaction delegate() {
                return transaction;
            }

            @Override
            public FluentFuture<? extends CommitInfo> commit() {
                return mine.commit(transaction);
            }
        };
    }

    /** One change, from when it was looked at until its client is answered. */
    private final class Turn {
        private final Consumer<DOMDataTreeReadWriteTransaction> completion;
        private final List<FluentFuture<? extends CommitInfo>> commits = new ArrayList<>();
        private boolean made;
        private boolean over;

        Turn(Consumer<DOMDataTreeReadWriteTransaction> completion) {
            this.completion = completion;
        }

        synchronized FluentFuture<? extends CommitInfo> commit(DOMDataTreeReadWriteTransaction transaction) {
            if (over) {
                transaction.cancel();
                return FluentFutures.immediateFailedFluentFuture(tooLate());
            }
            completion.accept(transaction);
            FluentFuture<? extends CommitInfo> commit = transaction.commit();
            forgetEnded();
            commits.add(commit);
            return commit;
        }

        private void forgetEnded() {
            commits.removeIf(commit -> {
                Future.State state = commit.state();
                made |= state == Future.State.SUCCESS;
                return state != Future.State.RUNNING;
            });
        }

        synchronized Outcome end(Runnable settledLate) {
            over = true;
            forgetEnded();
            for (FluentFuture<? extends CommitInfo> commit : commits) {
                late.incrementAndGet();
                commit.addListener(() -> settled(commit, settledLate), MoreExecutors.directExecutor());
            }
            if (!commits.isEmpty()) {
                return Outcome.UNDER_WAY;
            }
            return made ? Outcome.MADE : Outcome.NOTHING_MADE;
        }

        private void settled(FluentFuture<? extends CommitInfo> commit, Runnable settledLate) {
            try {
                LOG.warn("a change whose client was told that the datastore does not answer was {}", outcome(commit));
                settledLate.run();
            } finally {
                late.decrementAndGet();
            }
        }

        private static String outcome(FluentFuture<? extends CommitInfo> commit) {
            try {
                Futures.getDone(commit);
                return "made after all";
            } catch (ExecutionException e) {
                return "not made: " + e.getCause().getMessage();
            } catch (CancellationException e) {
                return "cancelled";
            }
        }

        private static TransactionCommitFailedException tooLate() {
            return new TransactionCommitFailedException(
                    "too late",
                    new NetconfDocumentedException(
                            "The client was told that this was not made.",
                            ErrorType.APPLICATION,
                            ErrorTag.OPERATION_FAILED,
                            ErrorSeverity.ERROR));
        }
    }
}
