package org.openmfs.northbound.write;

import com.google.common.base.Throwables;
import java.util.List;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.netconf.databind.RequestError;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.tree.api.DataValidationFailedException;
import org.openmfs.northbound.engine.EngineErrors;
import org.openmfs.northbound.error.RefusedException;

/** Why a datastore refused a commit: what the models demand is the client's matter, anything else is ours. */
final class FailedCommit {
    private FailedCommit() {}

    /** Somebody else changed the same data at the same time: another attempt may succeed. */
    static boolean isConflict(Throwable failure) {
        return isCausedBy(failure, OptimisticLockFailedException.class);
    }

    static boolean isTheModels(Throwable failure) {
        return isCausedBy(failure, DataValidationFailedException.class)
                || isCausedBy(failure, IllegalArgumentException.class);
    }

    /** @param path where the request points */
    static RefusedException refusal(Throwable failure, String path) {
        String reason = String.valueOf(Throwables.getRootCause(failure).getMessage());
        RequestError error;
        if (isConflict(failure)) {
            error = new RequestError(ErrorType.APPLICATION, ErrorTag.IN_USE, EngineErrors.CONFLICT);
        } else if (isTheModels(failure)) {
            error = new RequestError(ErrorType.APPLICATION, ErrorTag.MISSING_ELEMENT, reason);
        } else {
            error = new RequestError(ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED, reason);
        }
        return new RefusedException(EngineErrors.translate(List.of(error), path));
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> cause) {
        return Throwables.getCausalChain(failure).stream().anyMatch(cause::isInstance);
    }
}
