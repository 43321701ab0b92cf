package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.Change;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.inventory.QkdNames;
import org.openmfs.controller.model.AlarmSubject.OfLink;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.runtime.StandingAlarms.Cause;

/**
 * Makes one alarm of everything that nodes say of one trouble with a QKD link. Both its nodes tell of it, and errors that
 * become too many take it down besides; so it is told after a moment, under its cause, and again only after the link was
 * seen without trouble. A link that has just come up is overloaded for a moment, of which nobody need hear. A virtual link
 * has no alarm of its own beside one of a link that it leads over; what nobody reads of it is over after a while.
 *
 * <p>Used on the inventory's queue only.
 */
final class LinkAlarms {
    static final Duration UNTIL_CAUSE_IS_KNOWN = Duration.ofSeconds(1);
    static final Duration UNTIL_OVERLOAD_COUNTS = Duration.ofSeconds(10);

    private static final int PER_CENT = 100;
    /** So many links that it did not tell of a manager may have trouble with at a time. */
    private static final int MOST_UNKNOWN = 32;

    private final StandingAlarms alarms;
    private final BiConsumer<Duration, Runnable> later;
    private final Map<OfLink, Open> open = new HashMap<>();
    private Inventory current = Inventory.EMPTY;

    /** A trouble that was not seen to end. */
    private static final class Open {
        private ReasonCode reason;
        private String said;
        private boolean told;
        private boolean seen;

        Open(ReasonCode reason, String said) {
            this.reason = reason;
            this.said = said;
        }
    }

    /** @param later runs a task on the inventory's queue after a while */
    LinkAlarms(StandingAlarms alarms, BiConsumer<Duration, Runnable> later) {
        this.alarms = alarms;
        this.later = later;
    }

    void inventoryChanged(Inventory now, List<Change> changes) {
        current = now;
        if (changes.stream().noneMatch(Change.OfManagedNetwork.class::isInstance)) {
            return;
        }
        Set<OfLink> over = open.entrySet().stream()
                .filter(entry -> isOver(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        over.forEach(this::close);
    }

    private void close(OfLink subject) {
        open.remove(subject);
        alarms.over(cause -> cause.whose().equals(subject.text()));
    }

    private boolean isOver(OfLink subject, Open trouble) {
        Optional<QkdTopology.Link> link = link(subject);
        boolean troubled = link.flatMap(QkdTopology.Link::trouble).isPresent();
        trouble.seen |= troubled;
        boolean unread = link.isEmpty() && !virtual().include(subject);
        return trouble.told && !troubled && (trouble.seen || unread);
    }

    void trouble(OfLink subject, ReasonCode reason, String said) {
        Open known = open.get(subject);
        boolean news = known == null
                || (known.told
                        ? known.reason.equals(ReasonCode.LINK_OVERLOADED) && !reason.equals(ReasonCode.LINK_OVERLOADED)
                        : weight(reason) > weight(known.reason));
        if (news && (known != null || link(subject).isPresent() || isRoom(subject.manager()))) {
            begin(subject, new Open(reason, said));
        }
    }

    /** A link may be told before it is read; ever other ones are nonsense, which takes no room from what makes sense. */
    private boolean isRoom(ManagerId manager) {
        int links = current.manager(manager)
                .flatMap(ManagerBelief::topology)
                .map(topology -> topology.links().size())
                .orElse(0);
        long troubled = open.keySet().stream()
                .filter(subject -> subject.manager().equals(manager))
                .count();
        return troubled < links + MOST_UNKNOWN;
    }

    private void begin(OfLink subject, Open trouble) {
        open.put(subject, trouble);
        boolean overload = trouble.reason.equals(ReasonCode.LINK_OVERLOADED);
        later.accept(overload ? UNTIL_OVERLOAD_COUNTS : UNTIL_CAUSE_IS_KNOWN, () -> settle(subject, trouble));
    }

    /** Of several things told of one link, what is told for the others. */
    private static int weight(ReasonCode reason) {
        if (reason.equals(ReasonCode.LINK_OVERLOADED)) {
            return 0;
        }
        return reason.equals(ReasonCode.QBER_TOO_HIGH) ? 2 : 1;
    }

    private void settle(OfLink subject, Open trouble) {
        if (open.get(subject) != trouble) {
            return;
        }
        Optional<QkdTopology.Link> link = link(subject);
        if (link.isEmpty() && isConsequence(subject, trouble.reason)) {
            close(subject);
            return;
        }
        Optional<ReasonCode> seen = link.flatMap(QkdTopology.Link::trouble);
        boolean overload = trouble.reason.equals(ReasonCode.LINK_OVERLOADED);
        if (overload && link.isPresent() && !seen.equals(Optional.of(trouble.reason))) {
            close(subject);
            return;
        }
        if (seen.equals(Optional.of(ReasonCode.QBER_TOO_HIGH))) {
            trouble.reason = ReasonCode.QBER_TOO_HIGH;
        }
        trouble.told = true;
        tell(subject, trouble.reason, text(subject, link, trouble));
        link.ifPresent(below -> relieve(subject.manager(), below, trouble.reason));
        if (isOver(subject, trouble)) {
            close(subject);
        } else if (!trouble.seen) {
            later.accept(
                    link.isPresent() ? UNTIL_OVERLOAD_COUNTS : AssociationAlarms.UNTIL_FORGOTTEN,
                    () -> forget(subject, trouble));
        }
    }

    /** Whether it is a virtual link, and a link that it leads over has trouble, or is just told to have. */
    private boolean isConsequence(OfLink subject, ReasonCode reason) {
        return links(subject.manager())
                .filter(below -> troubles(subject.manager(), below).anyMatch(cause -> explains(cause, reason)))
                .anyMatch(below -> virtual().leadOver(subject, below));
    }

    private Stream<ReasonCode> troubles(ManagerId manager, QkdTopology.Link below) {
        Optional<ReasonCode> told =
                Optional.ofNullable(open.get(new OfLink(manager, below.id()))).map(known -> known.reason);
        return Stream.concat(below.trouble().stream(), told.stream());
    }

    /** A link of which too much is asked takes none down that leads over it. */
    private static boolean explains(ReasonCode below, ReasonCode above) {
        return !below.equals(ReasonCode.LINK_OVERLOADED) || above.equals(ReasonCode.LINK_OVERLOADED);
    }

    /** What was told of the virtual links that lead over this one is told by its own alarm now. */
    private void relieve(ManagerId manager, QkdTopology.Link below, ReasonCode reason) {
        Set<OfLink> above = open.keySet().stream()
                .filter(subject -> subject.manager().equals(manager) && explains(reason, open.get(subject).reason))
                .filter(subject -> virtual().leadOver(subject, below))
                .collect(Collectors.toSet());
        above.forEach(this::close);
    }

    private VirtualLinks virtual() {
        return new VirtualLinks(current);
    }

    /** A worse cause than the one that was told takes its place. */
    private void tell(OfLink subject, ReasonCode reason, String text) {
        Cause cause = new Cause(subject.text(), reason, "");
        alarms.over(other -> other.whose().equals(cause.whose()) && !other.equals(cause));
        alarms.raise(cause, subject, text);
    }

    /** It passed before anybody saw it. */
    private void forget(OfLink subject, Open trouble) {
        if (!trouble.seen && open.get(subject) == trouble) {
            close(subject);
        }
    }

    private Optional<QkdTopology.Link> link(OfLink subject) {
        return links(subject.manager())
                .filter(link -> link.id().equals(subject.link()))
                .findFirst();
    }

    private Stream<QkdTopology.Link> links(ManagerId manager) {
        return current.manager(manager).flatMap(ManagerBelief::topology).stream()
                .flatMap(topology -> topology.links().stream());
    }

    private String text(OfLink subject, Optional<QkdTopology.Link> link, Open trouble) {
        QkdNames names = new QkdNames(current);
        String who = link.map(known -> "the QKD link between " + names.of(known.a()) + " and " + names.of(known.z()))
                .orElseGet(() -> virtual().include(subject)
                        ? virtual().name(subject)
                        : "a QKD link that manager " + subject.manager() + " did not tell of");
        boolean more = !trouble.said.isBlank() && !trouble.said.equals(trouble.reason.word());
        if (trouble.reason.equals(ReasonCode.QBER_TOO_HIGH)) {
            return who + " has a QBER" + share(link) + " which is too high";
        }
        if (trouble.reason.equals(ReasonCode.LINK_OVERLOADED)) {
            return who
                    + link.map(known -> " makes " + known.rate() + " bit/s, " + known.demand() + " are asked of it")
                            .orElse(" is asked for more than it makes");
        }
        return who + " is down" + (more ? ": " + trouble.said : "");
    }

    private static String share(Optional<QkdTopology.Link> link) {
        return link.flatMap(QkdTopology.Link::qber)
                .map(rate -> String.format(Locale.ROOT, " of %.1f %%,", rate * PER_CENT))
                .orElse("");
    }
}
