package org.openmfs.southbound.netconf.edit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.session.Link;
import org.openmfs.southbound.netconf.session.OurSession;
import org.openmfs.southbound.netconf.xml.ListedSessions;
import org.openmfs.southbound.netconf.xml.Operations;
import org.openmfs.southbound.netconf.xml.RpcError;
import org.w3c.dom.Element;

/**
 * Ends sessions of ours that a device still thinks alive, and nobody else's: a device that restarted numbers its sessions
 * anew, so that somebody's may have the number that one of ours had.
 */
final class FormerSessions {
    private final Link link;
    private final List<OurSession> formers;
    private final OurSession now;
    private final Duration doubt;

    /** @param doubt how far times of login may be off */
    FormerSessions(Link link, Duration doubt) {
        this.link = link;
        this.formers = link.formers();
        this.now = link.session();
        this.doubt = doubt;
    }

    /** All that the device lists as ours. */
    void end() throws SouthboundFailure {
        if (formers.isEmpty()) {
            return;
        }
        Optional<ListedSessions> listed = listed();
        if (listed.isPresent()) {
            for (OurSession former : formers) {
                if (isOurs(former, listed.get())) {
                    kill(former);
                }
            }
        }
    }

    /** The one that holds a lock that we need, if it is ours. */
    void end(String holder) throws SouthboundFailure {
        Optional<OurSession> former = formers.reversed().stream()
                .filter(each -> holder.equals(String.valueOf(each.number())))
                .findFirst();
        if (former.isPresent() && isOurs(former.get())) {
            kill(former.get());
        }
    }

    private boolean isOurs(OurSession former) throws SouthboundFailure {
        Optional<ListedSessions> listed = listed();
        return listed.isPresent() ? isOurs(former, listed.get()) : numbersGrew();
    }

    private boolean isOurs(OurSession former, ListedSessions listed) {
        ListedSessions.Entry entry = listed.byNumber().get(former.number());
        return former.number() != now.number()
                && entry != null
                && entry.user().equals(link.user())
                && fits(former, entry, listed.byNumber().get(now.number()));
    }

    /** By the device's clock between the two logins, since ours may tell another time. */
    private boolean fits(OurSession former, ListedSessions.Entry then, ListedSessions.Entry today) {
        Optional<Instant> began = then.login();
        Optional<Instant> ours = today.login();
        if (began.isEmpty() || ours.isEmpty()) {
            return true;
        }
        Duration between = Duration.between(began.get(), ours.get());
        return between.minusNanos(now.began() - former.began()).abs().compareTo(doubt) <= 0;
    }

    /** Where a number of ours is not above those before it, the device has restarted, or numbers as it likes. */
    private boolean numbersGrew() {
        return formers.stream().allMatch(each -> each.number() < now.number());
    }

    /** Empty where the device lists none, or not even this one. */
    private Optional<ListedSessions> listed() throws SouthboundFailure {
        if (!link.profile().monitors()) {
            return Optional.empty();
        }
        Element reply = link.exchange(ListedSessions.request());
        return RpcError.in(link.device(), reply).isPresent()
                ? Optional.empty()
                : Optional.of(ListedSessions.of(link.device(), reply))
                        .filter(listed -> listed.byNumber().containsKey(now.number()));
    }

    /** Where it is over meanwhile, this does nothing. */
    private void kill(OurSession former) throws SouthboundFailure {
        link.exchange(Operations.killSession(String.valueOf(former.number())));
    }
}
