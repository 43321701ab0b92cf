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
import java.util.Optional;
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
 *
 * <p>A datastore tells of a change a while after it was made. Those of our own clients are therefore counted when they are
 * made, beside all of which it tells: a tag is good until either grows.
 */
public final class DatastoreVersion implements DOMDataTreeChangeListener {
    private final InstantSource clock;
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private Moment now = new Moment(0, 0);
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

    /**
     * A state of the configuration, as far as it is known.
     *
     * @param told changes of which the datastore told
     * @param made changes of our clients, told or not
     */
    public record Moment(long told, long made) {
        /** With one more change by a client, of which the datastore told, and nothing else. */
        public Moment withOneMade() {
            return new Moment(told + 1, made + 1);
        }
    }

    /**
     * What answers say of a state (RFC 9110, section 8.8).
     *
     * @param lastModified empty while another change may still have the same time
     */
    public record Validators(String entityTag, Optional<String> lastModified) {}

    @Override
    public void onDataTreeChanged(List<DataTreeCandidate> candidates) {
        for (DataTreeCandidate candidate : candidates) {
            if (changesSomething(candidate.getRootNode())) {
                told();
            }
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

    private synchronized void told() {
        now = new Moment(now.told() + 1, now.made());
        changed();
        notifyAll();
    }

    /** A client's change was made, and nobody else's was since. */
    public synchronized void made() {
        now = new Moment(now.told(), now.made() + 1);
        changed();
    }

    /** A time that was told is never that of a later change, though somebody sets the clock back. */
    private void changed() {
        Instant time = clock.instant();
        last = time.isBefore(last) ? last.plusSeconds(1) : time;
    }

    public synchronized Moment now() {
        return now;
    }

    /** Waits until the datastore has told of a change since then; not for long. */
    public synchronized void awaitNews(Moment known, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            for (long left = most.toMillis(); now.told() <= known.told() && left > 0; ) {
                wait(left);
                left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public synchronized Validators validators() {
        Instant time = lastModified();
        return new Validators(
                entityTag(),
                clock.instant().isBefore(time)
                        ? Optional.empty()
                        : Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC))));
    }

    /** Those of this state; empty if it is over. */
    public synchronized Optional<Validators> validators(Moment state) {
        return now.equals(state) ? Optional.of(validators()) : Optional.empty();
    }

    public synchronized String entityTag() {
        return '"' + epoch + '-' + now.told() + '.' + now.made() + '"';
    }

    /** The first whole second after the last change: so no change has the time that was told of one before it. */
    public synchronized Instant lastModified() {
        return last.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
