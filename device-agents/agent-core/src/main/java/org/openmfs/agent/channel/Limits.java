package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/** How long the key in use may still be used: by time, by volume, by age. */
final class Limits {
    private final AssociationContext context;
    private long octets;
    private Instant dueSince = Instant.MAX;
    private Instant forbiddenSince = Instant.MAX;
    private Instant tryAgain = Instant.MIN;
    /** The key that was gone back to, and is used until then. */
    private Optional<KeyId> goneBackTo = Optional.empty();
    /** What the Enc/Dec sent under when it was looked at last. */
    private Optional<KeyId> sentUnder = Optional.empty();

    Limits(AssociationContext context) {
        this.context = context;
    }

    void observed(Observation observation) {
        sentUnder = observation.sending().map(InstalledKey::id);
        octets = context.keys()
                .current()
                .flatMap(key -> observation.find(key.id()))
                .map(InstalledKey::octets)
                .orElse(0L);
    }

    /** The Enc/Dec holds no key any more, whatever was seen before. */
    void cleared() {
        sentUnder = Optional.empty();
        octets = 0;
    }

    /** Whether the key in use is due for replacement. */
    boolean rekeyDue() {
        boolean byTime = activated()
                .map(since -> since.plus(context.settings().life().rekeyInterval()))
                .filter(due -> !context.now().isBefore(due))
                .isPresent();
        boolean due = byTime || octets >= context.settings().life().rekeyOctets();
        if (!due) {
            dueSince = Instant.MAX;
        } else if (dueSince.equals(Instant.MAX)) {
            dueSince = context.now();
        }
        return due;
    }

    /** The next key was tried, and nothing came under it: another is tried after a while, and long before this one ends. */
    void triedInVain() {
        Instant now = context.now();
        Duration interval = context.settings().life().rekeyInterval();
        goneBackTo = context.keys().current().map(KeyRecord::id);
        tryAgain = keyEnds()
                .map(end -> Duration.between(now, end).dividedBy(2))
                .filter(half -> half.compareTo(interval) < 0)
                .map(now::plus)
                .orElse(now.plus(interval));
    }

    boolean isWaitingAfterTrial() {
        return context.now().isBefore(tryAgain)
                && goneBackTo.equals(context.keys().current().map(KeyRecord::id));
    }

    /** When the key in use is due by time, as the clock on the wall will show unless it is set. */
    Optional<Instant> nextRekey() {
        return context.keys()
                .current()
                .flatMap(key -> key.since(KeyStage.SENDING))
                .map(since -> since.plus(context.settings().life().rekeyInterval()))
                .map(due -> isWaitingAfterTrial() ? onTheWall(tryAgain) : due);
    }

    private Instant onTheWall(Instant steady) {
        return context.platform().machine().now().wall().plus(Duration.between(context.now(), steady));
    }

    /**
     * Whether no frame may be sent any more now, and why.
     *
     * @param supplied whether a key is in stock or being installed
     * @param patience how long a due key is waited for where traffic stops without one
     */
    Optional<GivenUp> stop(boolean supplied, Duration patience) {
        Instant now = context.now();
        if (keyEnds().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(new GivenUp(ReasonCode.KEY_EXPIRED, "the key reached its maximum age"));
        }
        if (forbiddenEnds(patience).filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(new GivenUp(
                    ReasonCode.BELOW_FLOOR,
                    "the key is of a suite that is not allowed any more, and no other could be made in time"));
        }
        boolean overdue = rekeyDue() && now.isAfter(dueSince.plus(patience))
                || oldest(key -> true)
                        .filter(since ->
                                now.isAfter(since.plus(context.settings().life().rekeyInterval())
                                        .plus(patience)))
                        .isPresent();
        boolean stops = context.settings().life().whenKeysEnd() == WhenKeysEnd.STOP_TRAFFIC && overdue && !supplied;
        return stops
                ? Optional.of(new GivenUp(ReasonCode.KEY_EXPIRED, "the key is due and no other can be had"))
                : Optional.empty();
    }

    /** Until when the key in use may be sent under if its suite is not allowed any more. */
    private Optional<Instant> forbiddenEnds(Duration patience) {
        Optional<Instant> forbidden = oldest(key -> !context.mayBeUsed(key));
        if (forbidden.isEmpty()) {
            forbiddenSince = Instant.MAX;
            return Optional.empty();
        }
        if (forbiddenSince.equals(Instant.MAX)) {
            forbiddenSince = context.now();
        }
        Optional<Duration> allowed = context.settings().policy().forbiddenUse();
        // Both ends are told one after the other.
        Instant soonest = forbiddenSince.plus(patience.multipliedBy(2));
        Instant due = forbidden.get().plus(context.settings().life().rekeyInterval());
        return Optional.of(allowed.map(forbiddenSince::plus).orElse(due.isAfter(soonest) ? due : soonest));
    }

    /** When the key in use reaches its maximum age; the oldest, where another was ordered and is not switched to yet. */
    Optional<Instant> keyEnds() {
        return oldest(key -> true)
                .map(since -> since.plus(context.settings().life().maximumAge()));
    }

    /** When the oldest was activated of the keys that frames are, or may be, sent under. */
    private Optional<Instant> oldest(Predicate<KeyRecord> kind) {
        return context.keys().live().stream()
                .filter(key -> key.stage() == KeyStage.SENDING || isStillSentUnder(key))
                .filter(kind)
                .flatMap(key -> context.keys().activated(key).stream())
                .min(Instant::compareTo);
    }

    /** The Enc/Dec could not be told to send under another one; just after it was, it was not looked at yet. */
    private boolean isStillSentUnder(KeyRecord key) {
        Instant certain = context.keys().replaced(key).plus(context.pace().toNoticeSilence());
        return key.stage() == KeyStage.REPLACED
                && sentUnder.filter(key.id()::equals).isPresent()
                && !context.now().isBefore(certain);
    }

    private Optional<Instant> activated() {
        return context.keys().current().flatMap(context.keys()::activated);
    }
}
