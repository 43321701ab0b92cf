package org.openmfs.northbound.restconf;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataReadWriteTransaction;
import org.opendaylight.netconf.api.NetconfDocumentedException;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.tree.api.DataValidationFailedException;

/**
 * A datastore that says why it refuses a commit, in the one form that OpenDaylight's engine passes on: what the models
 * demand is the client's matter, a conflict is worth another attempt, anything else is ours.
 */
public final class ExplainedCommits extends ForwardingDOMDataBroker {
    private final DOMDataBroker broker;

    public ExplainedCommits(DOMDataBroker broker) {
        this.broker = broker;
    }

    @Override
    protected DOMDataBroker delegate() {
        return broker;
    }

    @Override
    public DOMDataTreeReadWriteTransaction newReadWriteTransaction() {
        DOMDataTreeReadWriteTransaction transaction = broker.newReadWriteTransaction();
        return new ForwardingDOMDataReadWriteTransaction() {
            @Override
            protected DOMDataTreeReadWriteTransaction delegate() {
                return transaction;
            }

            @Override
            public FluentFuture<? extends CommitInfo> commit() {
                return explained(transaction.commit());
            }
        };
    }

    private static FluentFuture<? extends CommitInfo> explained(FluentFuture<? extends CommitInfo> commit) {
        return FluentFuture.from(Futures.catchingAsync(
                commit.transform(CommitInfo.class::cast, MoreExecutors.directExecutor()),
                TransactionCommitFailedException.class,
                failure -> Futures.immediateFailedFuture(
                        new TransactionCommitFailedException(failure.getMessage(), explanation(failure))),
                MoreExecutors.directExecutor()));
    }

    static NetconfDocumentedException explanation(Throwable failure) {
        String reason = String.valueOf(Throwables.getRootCause(failure).getMessage());
        if (isCausedBy(failure, OptimisticLockFailedException.class)) {
            return new NetconfDocumentedException(
                    EngineErrors.CONFLICT, ErrorType.APPLICATION, ErrorTag.IN_USE, ErrorSeverity.ERROR);
        }
        if (isCausedBy(failure, DataValidationFailedException.class)
                || isCausedBy(failure, IllegalArgumentException.class)) {
            return new NetconfDocumentedException(
                    reason, ErrorType.APPLICATION, ErrorTag.MISSING_ELEMENT, ErrorSeverity.ERROR);
        }
        return new NetconfDocumentedException(
                reason, ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED, ErrorSeverity.ERROR);
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> cause) {
        return Throwables.getCausalChain(failure).stream().anyMatch(cause::isInstance);
    }
}
