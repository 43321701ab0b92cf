package org.openmfs.controller.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.openmfs.controller.inventory.QkdNames;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/**
 * Whether a QKD link is of use to a leg, and if not, why. A link that the leg has is judged more leniently, so that
 * one that wanders around a limit does not move the leg to and fro: it may lack a tenth of what is needed, and its
 * QBER may be one percentage point above the limit while it still makes that much. Nor is it left because a node at one of
 * its ends does not answer, which says nothing of its keys.
 *
 * @param needed bit/s
 */
record LinkFitness(
        AssociationId leg, ManagerId manager, QkdTopology topology, Taken taken, QkdNames names, long needed) {
    /** The limit for all others is 11 %, above which the southbound calls it too high. */
    private static final double HIGHEST_QBER_IN_USE = 0.12;

    private static final int PER_CENT = 100;

    LinkRoom room(QkdTopology.Link link) {
        return LinkRoom.of(link, leg, manager, topology, taken);
    }

    /** Why it is of no use, if it is not. */
    Optional<Trouble> trouble(QkdTopology.Link link) {
        Optional<UUID> unknown = Stream.of(link.a(), link.z())
                .filter(node -> !topology.nodes().contains(node))
                .findFirst();
        if (unknown.isPresent()) {
            String text = names.of(link) + ": node " + unknown.get() + " is unknown to manager " + manager;
            return Optional.of(new Trouble(ReasonCode.NO_KEY_PATH, link.id().toString(), text));
        }
        LinkRoom room = room(link);
        Optional<UUID> away =
                Stream.of(link.a(), link.z()).filter(topology.away()::contains).findFirst();
        if (away.isPresent() && !isListed(link)) {
            String text = names.of(link) + ": node " + names.of(away.get()) + " does not answer";
            return Optional.of(new Trouble(ReasonCode.MANAGER_UNREACHABLE, manager.value(), text));
        }
        return link.trouble()
                .filter(code -> !bearable(code, link, room))
                .map(code -> new Trouble(code, link.id().toString(), names.of(link) + " " + why(code, link)))
                .or(() -> lacking(link, room));
    }

    /** Whether nodes tell that the leg has it: what was only promised to it can be promised elsewhere. */
    private boolean isListed(QkdTopology.Link link) {
        KeyLinkIds ids = KeyLinkIds.of(leg);
        return topology.bookings().stream()
                .filter(booking -> link.joins(booking.a(), booking.z()))
                .anyMatch(booking ->
                        booking.id().equals(ids.application()) || booking.id().equals(ids.virtualLink()));
    }

    /** Whether there is too little left of it. */
    Optional<Trouble> lacking(QkdTopology.Link link) {
        return lacking(link, room(link));
    }

    private Optional<Trouble> lacking(QkdTopology.Link link, LinkRoom room) {
        if (room.suffices(needed)) {
            return Optional.empty();
        }
        String booked = room.booked() > 0 ? room.booked() + " booked, " : "";
        String text = names.of(link) + " makes " + room.makes() + " bit/s, " + booked + needed + " needed";
        return Optional.of(
                new Trouble(ReasonCode.KEY_RATE_INSUFFICIENT, link.id().toString(), text));
    }

    private boolean bearable(ReasonCode code, QkdTopology.Link link, LinkRoom room) {
        boolean few = link.qber().filter(rate -> rate <= HIGHEST_QBER_IN_USE).isPresent();
        return room.holds(needed)
                && (code.equals(ReasonCode.LINK_OVERLOADED) || code.equals(ReasonCode.QBER_TOO_HIGH) && few);
    }

    private String why(ReasonCode code, QkdTopology.Link link) {
        if (code.equals(ReasonCode.LINK_DOWN)) {
            return "is down";
        }
        if (code.equals(ReasonCode.QBER_TOO_HIGH)) {
            String share = link.qber()
                    .map(rate -> String.format(Locale.ROOT, " of %.1f %%,", rate * PER_CENT))
                    .orElse("");
            return "has a QBER" + share + " which is too high";
        }
        return code.equals(ReasonCode.LINK_OVERLOADED)
                ? "makes " + link.rate() + " bit/s, " + link.demand() + " are asked of it, " + needed + " needed"
                : "is of no use now";
    }
}
