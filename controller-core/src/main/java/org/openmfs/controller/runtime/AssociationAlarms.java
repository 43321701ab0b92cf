package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AlarmSubject.OfAssociation;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.runtime.StandingAlarms.Cause;

/**
 * Makes one alarm of everything that devices say of one trouble with an association, in notifications, at each try again,
 * and in its state. It is over a while after no device's state shows it any more; what states never show is over when it
 * is not repeated. That a stock is empty only states show; what was told before we listened states show too.
 *
 * <p>Used on the inventory's queue only.
 */
final class AssociationAlarms {
    /** What is not seen for so long is over; a key now and then makes no new alarm each time. */
    static final Duration UNTIL_OVER = Duration.ofSeconds(10);
    /** Devices try again, and say so, more often than this. */
    static final Duration UNTIL_FORGOTTEN = Duration.ofMinutes(10);
    /** Certificates are told of once a day. */
    static final Duration UNTIL_RENEWED = Duration.ofHours(25);
    /** A stock that was never filled is empty for a moment, of which nobody need hear. */
    static final Duration UNTIL_EMPTY_COUNTS = Duration.ofSeconds(10);

    private static final Set<ReasonCode> OF_BOTH_ENDS = Set.of(
            ReasonCode.STOCK_EMPTY,
            ReasonCode.KEY_CONFIRMATION_FAILED,
            ReasonCode.KEY_EXPIRED,
            ReasonCode.ENC_DEC_DIFFERS);
    /** These are alarms where a state shows them, too: the notification may have come before we listened, or once for long. */
    private static final Set<ReasonCode> OF_STATES = Set.of(
            ReasonCode.KEY_CONFIRMATION_FAILED,
            ReasonCode.KEY_EXPIRED,
            ReasonCode.ENC_DEC_DIFFERS,
            ReasonCode.AUTHENTICATION_FAILED,
            ReasonCode.JOURNAL_FAILED);
    /** So many alarms may a device have at a time, beside those of its associations. */
    private static final int MOST_UNKNOWN = 32;

    private static final int MOST_OF_AN_ASSOCIATION = 8;
    /** What changes from day to day in what is told, for each of its associations, by a device of one certificate. */
    private static final Pattern WHEN = Pattern.compile("\\bexpire[sd]\\b.*", Pattern.DOTALL);

    private final StandingAlarms alarms;
    private final BiConsumer<Duration, Runnable> later;
    private final Map<Cause, Long> awaited = new HashMap<>();
    private Inventory current = Inventory.EMPTY;
    private final Map<DeviceId, Set<Cause>> shownBy = new HashMap<>();
    /** By how many devices. */
    private final Map<Cause, Integer> shown = new HashMap<>();

    private long waits;

    /** @param later runs a task on the inventory's queue after a while */
    AssociationAlarms(StandingAlarms alarms, BiConsumer<Duration, Runnable> later) {
        this.alarms = alarms;
        this.later = later;
    }

    void reported(OfAssociation subject, ReasonCode reason, String text) {
        boolean certificate = reason.equals(ReasonCode.CERTIFICATE_EXPIRES);
        Cause cause = certificate
                ? new Cause(subject.device().value(), reason, WHEN.matcher(text).replaceAll(""))
                : cause(subject, reason, isEnd(subject));
        if (!alarms.stands(cause) && !isRoom(subject.device())) {
            return;
        }
        if (certificate) {
            alarms.renew(cause, subject, text);
            alarms.overAfter(UNTIL_RENEWED, cause);
        } else {
            alarms.raise(cause, subject, text);
            if (!shown.containsKey(cause)) {
                alarms.overAfter(UNTIL_FORGOTTEN, cause);
            }
        }
    }

    /** Ever other alarms are nonsense, which takes no room from what others tell. */
    private boolean isRoom(DeviceId device) {
        int associations =
                current.device(device).map(known -> known.associations().size()).orElse(0);
        return alarms.count(subject ->
                        subject instanceof OfAssociation of && of.device().equals(device))
                < MOST_UNKNOWN + MOST_OF_AN_ASSOCIATION * associations;
    }

    private boolean isEnd(OfAssociation subject) {
        return current.device(subject.device())
                .filter(device -> device.holds(subject.association()))
                .isPresent();
    }

    void inventoryChanged(Inventory now, List<Change> changes) {
        current = now;
        for (Change change : changes) {
            if (change instanceof Change.OfDevice device) {
                Set<Cause> before = shownBy.getOrDefault(device.id(), Set.of());
                Set<Cause> shows = device.now().map(this::look).orElse(Set.of());
                if (shows.isEmpty()) {
                    shownBy.remove(device.id());
                } else {
                    shownBy.put(device.id(), shows);
                }
                shows.stream().filter(cause -> !before.contains(cause)).forEach(this::begins);
                before.stream().filter(cause -> !shows.contains(cause)).forEach(this::ends);
            }
        }
    }

    private void begins(Cause cause) {
        if (shown.merge(cause, 1, Integer::sum) == 1) {
            alarms.keep(cause);
        }
    }

    private void ends(Cause cause) {
        if (shown.merge(cause, -1, Integer::sum) == 0) {
            shown.remove(cause);
            awaited.remove(cause);
            alarms.overAfter(UNTIL_OVER, cause);
        }
    }

    /** What the states of its associations show, which becomes an alarm where it is one. */
    private Set<Cause> look(DeviceBelief device) {
        Set<Cause> shows = new HashSet<>();
        List<AssociationStatus> kept = device.associations().values().stream()
                .filter(status -> status.phase() != AssociationStatus.Phase.WITHDRAWING)
                .toList();
        for (AssociationStatus status : kept) {
            OfAssociation subject = new OfAssociation(device.settings().id(), status.id());
            for (Reason reason : status.reasons()) {
                Cause cause = cause(subject, reason.code(), true);
                shows.add(cause);
                if (reason.code().equals(ReasonCode.STOCK_EMPTY)) {
                    stockIsEmpty(cause, subject, status, reason.text());
                } else if (OF_STATES.contains(reason.code())) {
                    alarms.raise(cause, subject, reason.text());
                }
            }
        }
        return shows;
    }

    private void stockIsEmpty(Cause cause, OfAssociation subject, AssociationStatus status, String text) {
        if (status.key().isPresent()) {
            alarms.raise(cause, subject, text + "; the key in use is the last one");
        } else if (!awaited.containsKey(cause)) {
            long wait = ++waits;
            awaited.put(cause, wait);
            later.accept(UNTIL_EMPTY_COUNTS, () -> {
                if (awaited.getOrDefault(cause, 0L) == wait) {
                    alarms.raise(cause, subject, text + "; no key is in use");
                }
            });
        }
    }

    /** Whoever of the two ends tells of it: what both have is one alarm. A device that is no end speaks for itself. */
    private static Cause cause(OfAssociation subject, ReasonCode reason, boolean end) {
        String whose =
                end && OF_BOTH_ENDS.contains(reason) ? subject.association().value() : subject.text();
        return new Cause(whose, reason, "");
    }
}
