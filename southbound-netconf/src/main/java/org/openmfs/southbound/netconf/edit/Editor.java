package org.openmfs.southbound.netconf.edit;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.session.DeviceProfile;
import org.openmfs.southbound.netconf.session.Link;
import org.openmfs.southbound.netconf.session.Timing;
import org.openmfs.southbound.netconf.xml.Operations;
import org.openmfs.southbound.netconf.xml.Operations.Datastore;
import org.openmfs.southbound.netconf.xml.RpcError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * The steps of a change on one device: by way of its candidate where it has one, in what runs where it has none. The
 * steps are the same; those that a device cannot do are left out.
 */
final class Editor {
    private static final Logger LOG = LoggerFactory.getLogger(Editor.class);
    private static final Duration BETWEEN_LOCK_ATTEMPTS = Duration.ofMillis(200);
    private static final String NOBODY = "0";
    private static final String LOCK_DENIED = "lock-denied";

    private final Link link;
    private final DeviceProfile profile;
    private final Timing timing;
    private final Datastore datastore;
    private final FormerSessions formers;
    private final Set<Datastore> held = EnumSet.noneOf(Datastore.class);

    Editor(Link link, Timing timing) {
        this.link = link;
        this.profile = link.profile();
        this.timing = timing;
        this.formers = new FormerSessions(link, timing.connect());
        this.datastore = profile.candidate() ? Datastore.CANDIDATE : Datastore.RUNNING;
    }

    /** Whether the device takes a commit back by itself if it is not confirmed. */
    boolean tentative() {
        return profile.confirms();
    }

    /**
     * Keeps others out, of what runs first (RFC 6241 section 8.3.5.2): what they wrote there after the candidate was
     * begun, its commit would take back. Throws away what others left in the candidate.
     */
    void lock() throws SouthboundFailure {
        if (!profile.writable()) {
            String text = "the device's configuration cannot be changed over NETCONF";
            throw new SouthboundFailure(
                    ReasonCode.DEVICE_UNSUPPORTED, link.device().value(), text);
        }
        long end = System.nanoTime() + timing.lock().toNanos();
        if (!profile.candidate() || profile.locksRunning()) {
            lock(Datastore.RUNNING, end);
        }
        if (profile.candidate()) {
            lock(Datastore.CANDIDATE, end);
            discard();
        }
        link.formersAreOver();
    }

    private void lock(Datastore which, long end) throws SouthboundFailure {
        for (Optional<RpcError> refusal = tryLock(which); refusal.isPresent(); refusal = tryLock(which)) {
            boolean busy = LOCK_DENIED.equals(refusal.get().tag());
            if (!busy && which != datastore && !profile.writableRunning()) {
                return;
            }
            if (!busy || System.nanoTime() - end >= 0) {
                throw refusal.get().refusal(link.device(), "lock");
            }
            evict(which, refusal.get().holder());
            pause();
        }
        held.add(which);
    }

    /** Of those that can be in the way, what nobody stands behind, and our own session that the device thinks alive. */
    private void evict(Datastore which, Optional<String> holder) throws SouthboundFailure {
        if (holder.equals(Optional.of(NOBODY))) {
            if (which == Datastore.CANDIDATE) {
                discard();
            }
        } else if (holder.isPresent()) {
            formers.end(holder.get());
        }
    }

    /** What our sessions before this one asked for last must not happen now. */
    void endFormerSessions() throws SouthboundFailure {
        formers.end();
    }

    private Optional<RpcError> tryLock(Datastore which) throws SouthboundFailure {
        return RpcError.in(link.device(), link.exchange(Operations.lock(which)));
    }

    private void pause() throws SouthboundFailure {
        try {
            Thread.sleep(BETWEEN_LOCK_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SouthboundFailure(
                    ReasonCode.TIMED_OUT, link.device().value(), "given up while waiting for a lock");
        }
    }

    /** What runs, as the device writes it. */
    Element read() throws SouthboundFailure {
        return link.request(Operations.getConfig(link.model().content()));
    }

    /** Has the device check the change, as far as it can before the change goes live. */
    void stage(Element change) throws SouthboundFailure {
        if (profile.candidate()) {
            link.request(Operations.editConfig(datastore, change, profile.rollsBack()));
        }
        if (profile.validates()) {
            link.request(Operations.validate(datastore));
        }
    }

    /** Makes the staged change live, for a while only where the device can. */
    void goLiveTentatively(Element staged) throws SouthboundFailure {
        if (profile.confirms()) {
            link.request(Operations.commitToBeConfirmed(timing.confirm()));
        } else {
            goLive(staged);
        }
    }

    /** Makes the staged change live. */
    void goLive(Element staged) throws SouthboundFailure {
        if (profile.candidate()) {
            link.request(Operations.commit());
        } else {
            link.request(Operations.editConfig(datastore, staged, profile.rollsBack()));
        }
    }

    /** Makes what went live tentatively stay. */
    void confirm() throws SouthboundFailure {
        if (profile.confirms()) {
            link.request(Operations.commit());
        }
    }

    /** Makes what is live survive a restart. */
    void keep() throws SouthboundFailure {
        if (profile.startup()) {
            link.request(Operations.copyToStartup());
        }
    }

    /** Takes back what went live tentatively; whether that worked shows in what is read afterwards. */
    void takeBack() throws SouthboundFailure {
        if (profile.cancels()) {
            link.exchange(Operations.cancelCommit());
            discard();
        } else {
            link.close();
        }
    }

    /** Whether the device is there. */
    boolean at(DeviceTarget target) throws SouthboundFailure {
        return target.difference(read()).isEmpty();
    }

    /** Brings the device there from wherever it is. */
    void reach(DeviceTarget target) throws SouthboundFailure {
        Optional<Element> difference = target.difference(read());
        if (difference.isPresent()) {
            stage(difference.get());
            goLive(difference.get());
            verify(target);
            keep();
        }
    }

    /** Reads what is live and compares. */
    void verify(DeviceTarget target) throws SouthboundFailure {
        if (!at(target)) {
            String text = "the device says that it took the change over, but runs something else";
            throw new SouthboundFailure(ReasonCode.DEVICE_REFUSED, link.device().value(), text);
        }
    }

    /** Leaves nothing staged and nothing locked; where that fails, the end of the session does it. */
    void leave() {
        if (!link.up()) {
            return;
        }
        try {
            if (held.contains(Datastore.CANDIDATE)) {
                discard();
            }
            for (Datastore which : List.of(Datastore.CANDIDATE, Datastore.RUNNING)) {
                if (held.remove(which)) {
                    link.request(Operations.unlock(which));
                }
            }
        } catch (SouthboundFailure failure) {
            LOG.info("device {}: session ended to let go of locks: {}", link.device(), failure.getMessage());
            link.close();
        }
    }

    private void discard() throws SouthboundFailure {
        link.request(Operations.discardChanges());
    }
}
