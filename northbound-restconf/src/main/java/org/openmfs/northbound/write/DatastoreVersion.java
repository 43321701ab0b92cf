package org.openmfs.northbound.write;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.CONFIGURATION;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMDataBroker.DataTreeChangeExtension;
import org.opendaylight.mdsal.dom.api.DOMDataTreeChangeListener;
import org.opendaylight.mdsal.dom.api.DOMDataTreeIdentifier;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;

/**
 * Entity tag and time of the configuration as a whole, which stand for every resource in it (RFC 8040, sections 3.4.1
 * and 3.5.1). They change with every change, whoever made it, and with nothing else.
 */
public final class DatastoreVersion implements DOMDataTreeChangeListener {
    private final InstantSource clock;
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private long changes;
    private Instant last;

    public DatastoreVersion(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Follows the datastore until that is closed. */
    public Registration follow(DOMDataBroker broker) {
        DataTreeChangeExtension changing = Objects.requireNonNull(
                broker.extension(DataTreeChangeExtension.class), "a datastore that tells of its changes was expected");
        return changing.registerTreeChangeListener(
                DOMDataTreeIdentifier.of(CONFIGURATION, YangInstanceIdentifier.of()), this);
    }

    @Override
    public void onInitialData() {
        // Nothing is there: that is the version of the start.
    }

    @Override
    public void onDataTreeChanged(List<DataTreeCandidate> candidates) {
        if (candidates.stream().anyMatch(candidate -> changesSomething(candidate.getRootNode()))) {
            changed();
        }
    }

    private static boolean changesSomething(DataTreeCandidateNode node) {
        return switch (node.modificationType()) {
            case UNMODIFIED -> false;
            case SUBTREE_MODIFIED -> node.childNodes().stream().anyMatch(DatastoreVersion::changesSomething);
            case WRITE -> !Objects.equals(node.dataBefore(), node.dataAfter());
            case DELETE, APPEARED, DISAPPEARED -> true;
        };
    }

    private synchronized void changed() {
        changes++;
        last = clock.instant();
        notifyAll();
    }

    /** How many changes there have been. */
    public synchronized long changes() {
        return changes;
    }

    /** Waits until there have been more changes than this; not for long. */
    public synchronized void awaitMoreThan(long known, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis(); changes <= known && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized String entityTag() {
        return '"' + epoch + '-' + changes + '"';
    }

    public synchronized Instant lastModified() {
        return last.truncatedTo(ChronoUnit.SECONDS);
    }

    public String lastModifiedText() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(lastModified().atOffset(ZoneOffset.UTC));
    }
}
