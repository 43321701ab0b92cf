package org.openmfs.southbound.netconf.edit;

import java.time.Duration;
import java.util.Optional;
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

    private final Link link;
    private final DeviceProfile profile;
    private final Timing timing;
    private final Datastore datastore;

    Editor(Link link, Timing timing) {
        this.link = link;
        this.profile = link.profile();
        this.timing = timing;
        this.datastore = profile.candidate() ? Datastore.CANDIDATE : Datastore.RUNNING;
    }

    /** Whether the device takes a commit back by itself if it is not confirmed. */
    boolean tentative() {
        return profile.confirms();
    }

    /** Keeps others out, and throws away what others left in the candidate. */
    void lock() throws SouthboundFailure {
        if (!profile.writable()) {
            String text = "the device's configuration cannot be changed over NETCONF";
            throw new SouthboundFailure(
                    ReasonCode.DEVICE_UNSUPPORTED, link.device().value(), text);
        }
        long end = System.nanoTime() + timing.lock().toNanos();
        Optional<RpcError> refusal = tryLock();
        while (refusal.isPresent()) {
            boolean busy = "lock-denied".equals(refusal.get().tag());
            if (!busy || System.nanoTime() >= end) {
                throw refusal.get().refusal(link.device(), "lock");
            }
            evict(refusal.get().holder());
            pause();
            refusal = tryLock();
        }
        if (profile.candidate()) {
            discard();
        }
    }

    /** Of those that can be in the way, what nobody stands behind, and our own session that the device thinks alive. */
    private void evict(Optional<String> holder) throws SouthboundFailure {
        if (profile.candidate() && holder.equals(Optional.of(NOBODY))) {
            discard();
        } else if (holder.isPresent() && holder.equals(link.former())) {
            endFormerSession();
        }
    }

    /** What our session before this one asked for last must not happen now; where it is over, this does nothing. */
    void endFormerSession() throws SouthboundFailure {
        if (link.former().isPresent()) {
            link.exchange(Operations.killSession(link.former().get()));
        }
    }

    private Optional<RpcError> tryLock() throws SouthboundFailure {
        return RpcError.in(link.device(), link.exchange(Operations.lock(datastore)));
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
            if (profile.candidate()) {
                discard();
            }
            link.request(Operations.unlock(datastore));
        } catch (SouthboundFailure failure) {
            LOG.info("device {}: session ended to let go of locks: {}", link.device(), failure.getMessage());
            link.close();
        }
    }

    private void discard() throws SouthboundFailure {
        link.request(Operations.discardChanges());
    }
}
