package org.openmfs.northbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataTreeReadTransaction;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** Whether the datastore answers, without which no request can be served. */
final class Readiness {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final DOMDataBroker broker;
    private final Duration patience;

    Readiness(DOMDataBroker broker, Duration patience) {
        this.broker = broker;
        this.patience = patience.compareTo(LONGEST) < 0 ? patience : LONGEST;
    }

    /** Why requests can't be served now. */
    Optional<String> trouble() {
        try (DOMDataTreeReadTransaction read = broker.newReadOnlyTransaction()) {
            read.exists(LogicalDatastoreType.CONFIGURATION, YangInstanceIdentifier.of())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException | ExecutionException | IllegalStateException e) {
            return Optional.of("the datastore does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the controller stops");
        }
    }
}
