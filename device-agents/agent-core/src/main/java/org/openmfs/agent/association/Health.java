package org.openmfs.agent.association;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.association.AssociationReport.Counters;
import org.openmfs.agent.association.AssociationReport.Phase;
import org.openmfs.agent.association.AssociationReport.Reason;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** What is amiss with the association, since when, and who is told. */
public final class Health {
    private final AssociationId association;
    private final InstantSource clock;
    private final AssociationListener listener;
    private final Map<ReasonCode, Reason> reasons = new EnumMap<>(ReasonCode.class);
    private final Map<ReasonCode, MethodId> causes = new EnumMap<>(ReasonCode.class);
    private final Map<ReasonCode, SuiteId> exchanges = new EnumMap<>(ReasonCode.class);
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
        Instant since =
                Optional.ofNullable(reasons.get(code)).map(Reason::since).orElseGet(clock::instant);
        String said = code == ReasonCode.PEER_UNREACHABLE ? linkTrouble.orElse(text) : text;
        reasons.put(code, new Reason(code, said, since));
        causes.remove(code);
        exchanges.remove(code);
    }

    /** What is amiss is this method's, of this side, and nothing else is; the text begins with its name. */
    public void raise(ReasonCode code, MethodId method, String text) {
        clearOthers(causes, method, Set.of(code));
        Optional<SuiteId> suite = Optional.ofNullable(exchanges.get(code));
        raise(code, method + ": " + text);
        causes.put(code, method);
        suite.ifPresent(id -> exchanges.put(code, id));
    }

    /** An exchange with this suite failed so; how one failed before says nothing any more. */
    public void raise(ReasonCode code, SuiteId suite, String text) {
        clearOthers(exchanges, suite, Set.of(code));
        raise(code, text);
        exchanges.put(code, suite);
    }

    /** Nothing is amiss with this method of this side any more, as far as is known. */
    public void clear(MethodId method) {
        clearOthers(causes, method, Set.of());
    }

    private <C> void clearOthers(Map<ReasonCode, C> by, C cause, Set<ReasonCode> but) {
        List.copyOf(by.keySet()).stream()
                .filter(code -> by.get(code).equals(cause) && !but.contains(code))
                .forEach(this::clear);
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
            reasons.remove(code);
            causes.remove(code);
            exchanges.remove(code);
        }
    }

    /** Everything that stood in the way of an exchange is over. */
    public void clearExchangeReasons() {
        clear(
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
        Phase phase = phase(activity, current.isPresent());
        AssociationReport report = new AssociationReport(
                association,
                phase,
                current.map(KeyRecord::id),
                current.map(KeyRecord::suite),
                keys.ready(),
                current.flatMap(key -> key.since(KeyStage.SENDING)),
                nextRekey,
                revision,
                List.copyOf(reasons.values()),
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

    private Phase phase(Activity activity, boolean keyed) {
        if (activity == Activity.WITHDRAWING) {
            return Phase.WITHDRAWING;
        }
        if (keyed) {
            return reasons.isEmpty() ? Phase.SECURED : Phase.DEGRADED;
        }
        if (activity == Activity.STOPPED) {
            return Phase.BLOCKED;
        }
        return activity == Activity.WORKING || !reasons.isEmpty() ? Phase.NEGOTIATING : Phase.IDLE;
    }
}
