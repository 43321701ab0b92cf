package org.openmfs.standalone.mdsal;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.mdsal.dom.spi.store.DOMStoreThreePhaseCommitCohort;
import org.opendaylight.yangtools.yang.common.Empty;
import org.opendaylight.yangtools.yang.data.tree.api.ConflictingModificationAppliedException;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataValidationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction on its way into a {@link DurableStore}; it is kept in the second of the three phases. */
final class DurableCommit implements DOMStoreThreePhaseCommitCohort {
    private static final Logger LOG = LoggerFactory.getLogger(DurableCommit.class);

    private final DurableStore store;
    private final DataTreeModification change;
    private final Exception readyError;
    private final Runnable committed;
    private DataTreeCandidate candidate;

    DurableCommit(DurableStore store, DataTreeModification change, Exception readyError, Runnable committed) {
        this.store = store;
        this.change = change;
        this.readyError = readyError;
        this.committed = committed;
    }

    @Override
    public ListenableFuture<Boolean> canCommit() {
        if (readyError != null) {
            return Futures.immediateFailedFuture(readyError);
        }
        try {
            store.validate(change);
            return Futures.immediateFuture(Boolean.TRUE);
        } catch (ConflictingModificationAppliedException e) {
            return Futures.immediateFailedFuture(new OptimisticLockFailedException("Optimistic lock failed.", e));
        } catch (DataValidationFailedException | IllegalArgumentException e) {
            return Futures.immediateFailedFuture(
                    new TransactionCommitFailedException("Data did not pass validation.", e));
        }
    }

    @Override
    public ListenableFuture<Empty> preCommit() {
        try {
            candidate = store.prepareAndKeep(change);
            return Empty.immediateFuture();
        } catch (DataValidationFailedException | IllegalArgumentException e) {
            return Futures.immediateFailedFuture(
                    new TransactionCommitFailedException("Data did not pass validation.", e));
        } catch (IOException e) {
            LOG.error("configuration can't be written to the disk ({}); the change is refused", textOf(e));
            return Futures.immediateFailedFuture(
                    new TransactionCommitFailedException("The configuration can't be written to the disk.", e));
        }
    }

    /** What the system says of a file is its name alone. */
    private static String textOf(IOException e) {
        return e instanceof FileSystemException file
                ? file.getFile() + ": " + Optional.ofNullable(file.getReason()).orElse("can't be made or written")
                : e.getMessage();
    }

    @Override
    public ListenableFuture<Empty> abort() {
        if (candidate != null) {
            candidate = null;
            store.abort();
        }
        return Empty.immediateFuture();
    }

    @Override
    public ListenableFuture<CommitInfo> commit() {
        store.commit(candidate);
        committed.run();
        return CommitInfo.emptyFluentFuture();
    }
}
