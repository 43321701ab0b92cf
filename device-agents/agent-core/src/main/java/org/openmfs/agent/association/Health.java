package org.openmfs.agent.association;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.association.AssociationReport.Counters;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** What is amiss with the association, since when, and who is told. */
public final class Health {
    private static final Set<ReasonCode> OF_EXCHANGES = EnumSet.of(
            ReasonCode.METHOD_UNREACHABLE,
            ReasonCode.METHOD_EXHAUSTED,
            ReasonCode.METHOD_FAILED,
            ReasonCode.NO_COMMON_SUITE,
            ReasonCode.BELOW_FLOOR,
            ReasonCode.KEY_CONFIRMATION_FAILED,
            ReasonCode.ENC_DEC_DIFFERS,
            ReasonCode.AUTHENTICATION_FAILED,
            ReasonCode.PEER_UNREACHABLE,
            ReasonCode.ASSOCIATION_MISSING,
            ReasonCode.GIVEN_UP_THERE);
    private final AssociationId association;
    private final InstantSource clock;
    private final AssociationListener listener;
    private final Amiss amiss = new Amiss();
    private final Repetition repetition = new Repetition();
    private Optional<String> linkTrouble = Optional.empty();
    private Optional<Integer> revision = Optional.empty();
    private Counters counters = new Counters(0, 0, 0, 0);
    private volatile AssociationReport last;

    public Health(AssociationId association, InstantSource clock, AssociationListener listener) {
        this.association = association;
        this.clock = clock;
        this.listener = listener;
        this.last = new AssociationReport(
                association,
                Phase.IDLE,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                counters);
    }

    public AssociationReport last() {
        return last;
    }

    /** While the link is down, what is known of that says more than that the peer does not answer. */
    public void raise(ReasonCode code, String text) {
        amiss.raise(code, said(code, text), clock.instant());
    }

    /** What is amiss is this method's, of this side, until it works again; the text begins with its name. */
    public void raise(ReasonCode code, MethodId method, String text) {
        amiss.raise(code, method, text, clock.instant());
    }

    /** The same, which an exchange of this suite failed for. */
    public void raise(ReasonCode code, MethodId method, SuiteId suite, String text) {
        amiss.raise(code, method, suite, text, clock.instant());
    }

    /** An exchange with this suite failed so; how one failed before says nothing any more. */
    public void raise(ReasonCode code, SuiteId suite, String text) {
        amiss.raise(code, suite, said(code, text), clock.instant());
    }

    private String said(ReasonCode code, String text) {
        return code == ReasonCode.PEER_UNREACHABLE ? linkTrouble.orElse(text) : text;
    }

    /** Nothing is amiss with this method of this side any more, as far as is known. */
    public void clear(MethodId method) {
        amiss.clear(method);
    }

    /** What concerns suites that are none of these is nobody's reason. */
    public void reconfigured(List<Suite> suites) {
        amiss.clearOthers(suites);
    }

    public void linkDown(String why) {
        linkTrouble = Optional.of("the link to the peer is down: " + why);
        raise(ReasonCode.PEER_UNREACHABLE, why);
    }

    /** Whether the link to the peer is known to be down. */
    public boolean linkIsDown() {
        return linkTrouble.isPresent();
    }

    /** @param spoken the revision of the protocol that both ends speak */
    public void linkUp(int spoken) {
        linkTrouble = Optional.empty();
        revision = Optional.of(spoken);
        clear(ReasonCode.PEER_UNREACHABLE);
    }

    public void clear(ReasonCode... codes) {
        for (ReasonCode code : codes) {
            amiss.clear(code);
        }
    }

    /**
     * Everything that stood in the way of an exchange is over.
     *
     * @param better suites that a key would rather have been made with: what is amiss with their methods is not over
     */
    public void clearExchangeReasons(List<Suite> better) {
        OF_EXCHANGES.forEach(code -> amiss.clear(code, better));
        clearRefusals();
    }

    /** What the peer would not do at one time, or for one key. */
    public void clearRefusals() {
        clear(ReasonCode.UNKNOWN_KEY, ReasonCode.SLOT_IN_USE, ReasonCode.BUSY, ReasonCode.OTHER);
    }

    /** A failure is told once, until what failed has succeeded. */
    public void tell(AssociationEvent event) {
        if (repetition.isNews(event)) {
            listener.happened(event);
        }
    }

    public void countedBefore(long rekeys) {
        counters = new Counters(rekeys, counters.exchanges(), counters.failures(), counters.mismatches());
    }

    public void rekeyed() {
        repetition.installed();
        counters =
                new Counters(counters.rekeys() + 1, counters.exchanges(), counters.failures(), counters.mismatches());
    }

    public void exchanged() {
        repetition.exchanged();
        counters =
                new Counters(counters.rekeys(), counters.exchanges() + 1, counters.failures(), counters.mismatches());
    }

    public void failed() {
        counters =
                new Counters(counters.rekeys(), counters.exchanges(), counters.failures() + 1, counters.mismatches());
    }

    /** A confirmation of this key differs. */
    public void mismatched(KeyId key) {
        counters =
                new Counters(counters.rekeys(), counters.exchanges(), counters.failures(), counters.mismatches() + 1);
        tell(new AssociationEvent.ConfirmationMismatch(association, key));
    }

    /** What the association is busy with, apart from the key in use. */
    public enum Activity {
        NONE,
        WORKING,
        STOPPED,
        WITHDRAWING
    }

    /** Tells what changed since the last time. */
    public void publish(Activity activity, Keys keys, Optional<Instant> nextRekey) {
        Optional<KeyRecord> current = keys.inUse();
        List<Reason> reasons = amiss.reasons();
        Phase phase = phase(activity, current.isPresent(), reasons.isEmpty());
        AssociationReport report = new AssociationReport(
                association,
                phase,
                current.map(KeyRecord::id),
                current.map(KeyRecord::suite),
                keys.ready(),
                current.flatMap(key -> key.since(KeyStage.SENDING)),
                nextRekey,
                revision,
                reasons,
                counters);
        if (!report.equals(last)) {
            Phase before = last.phase();
            last = report;
            listener.reported(report);
            tellOfPhase(before, report);
        }
    }

    private void tellOfPhase(Phase before, AssociationReport report) {
        if (before == report.phase()) {
            return;
        }
        if (report.phase() == Phase.DEGRADED) {
            tell(new AssociationEvent.Degraded(association, report.reasons()));
        } else if (report.phase() == Phase.SECURED && before != Phase.NEGOTIATING && before != Phase.IDLE) {
            tell(new AssociationEvent.Restored(association));
        }
    }

    private static Phase phase(Activity activity, boolean keyed, boolean sound) {
        if (activity == Activity.WITHDRAWING) {
            return Phase.WITHDRAWING;
        }
        if (keyed) {
            return sound ? Phase.SECURED : Phase.DEGRADED;
        }
        if (activity == Activity.STOPPED) {
            return Phase.BLOCKED;
        }
        return activity == Activity.WORKING || !sound ? Phase.NEGOTIATING : Phase.IDLE;
    }
}
