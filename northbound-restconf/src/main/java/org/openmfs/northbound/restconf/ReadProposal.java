package org.openmfs.northbound.restconf;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import com.google.common.base.Throwables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadOperations;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadWriteTransaction;
import org.opendaylight.netconf.api.NetconfDocumentedException;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/**
 * A change as two transactions have it, of which one has the change in it. What can't be read was not looked at, so that
 * nobody makes it: neither what the models do not allow, nor what a datastore in trouble does not tell.
 */
record ReadProposal(DOMDataTreeReadOperations now, DOMDataTreeReadWriteTransaction then, Duration patience)
        implements ProposedChange {
    /** Something of the change can't be read. */
    static final class UnreadableException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private final boolean changed;

        /** @param changed whether the change is in what can't be read */
        UnreadableException(Throwable cause, boolean changed) {
            super("the configuration can't be read", cause);
            this.changed = changed;
        }

        /** What the client is told; if it is the models, in the words in which the datastore refuses a commit. */
        RefusedException refusal(String path) {
            NetconfDocumentedException why = ExplainedCommits.explanation(getCause());
            if (changed && why.getErrorTag().equals(ErrorTag.MISSING_ELEMENT)) {
                RequestError error = new RequestError(why.getErrorType(), why.getErrorTag(), why.getMessage());
                return new RefusedException(EngineErrors.translate(List.of(error), path));
            }
            String reason = Throwables.getRootCause(this) instanceof TimeoutException
                    ? " (the datastore does not answer in time)"
                    : "";
            return new RefusedException(
                    path,
                    Condition.STORE_AWAY,
                    "Whether this may be is not known, since the configuration can't be read now" + reason
                            + "; nothing was changed.");
        }
    }

    void make(List<Edit> edits, EffectiveModelContext models) {
        try {
            edits.forEach(edit -> edit.in(then, models));
        } catch (IllegalArgumentException e) {
            throw new UnreadableException(e, true);
        }
    }

    @Override
    public Optional<NormalizedNode> before(QName topLevel) {
        return read(now, topLevel, false);
    }

    @Override
    public Optional<NormalizedNode> after(QName topLevel) {
        return read(then, topLevel, true);
    }

    /** A datastore in a cluster throws what one in memory tells by its answer. */
    private Optional<NormalizedNode> read(DOMDataTreeReadOperations transaction, QName topLevel, boolean changed) {
        try {
            return transaction
                    .read(CONFIGURATION, YangInstanceIdentifier.of(topLevel))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UnreadableException(e.getCause(), changed);
        } catch (TimeoutException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableException(e, changed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the server is being stopped", e);
        }
    }
}
