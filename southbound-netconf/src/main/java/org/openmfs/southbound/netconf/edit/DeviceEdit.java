package org.openmfs.southbound.netconf.edit;

import java.time.Duration;
import java.util.Optional;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.session.DeviceSession;
import org.openmfs.southbound.netconf.session.Link;
import org.openmfs.southbound.netconf.session.Timing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/** One device's part in a change: prepare, apply, confirm in this order; undo instead where one fails; end last. */
final class DeviceEdit {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceEdit.class);

    private record Work(DeviceTarget wanted, DeviceTarget before, Element difference) {}

    private final DeviceSession session;
    private final Link link;
    private final DeviceChange change;
    private final Timing timing;
    private final Editor editor;
    private Optional<Work> work = Optional.empty();
    private boolean perhapsLive;
    private long since;
    private boolean perhapsConfirmed;

    /** @throws SouthboundFailure if there is no session with the device */
    DeviceEdit(DeviceSession session, DeviceChange change, Timing timing) throws SouthboundFailure {
        this.session = session;
        this.change = change;
        this.timing = timing;
        this.link = session.link();
        this.editor = new Editor(link, timing);
    }

    boolean tentative() {
        return editor.tentative();
    }

    /** Everything short of going live; nothing at all if the device has what is wanted. */
    void prepare() throws SouthboundFailure {
        editor.lock();
        Element now = editor.read();
        DeviceTarget wanted = link.model().target(change, now);
        work = wanted.difference(now).map(difference -> new Work(wanted, wanted.as(now), difference));
        if (work.isPresent()) {
            editor.stage(work.get().difference());
        }
    }

    /** Goes live, and looks whether it did. */
    void apply() throws SouthboundFailure {
        if (work.isPresent()) {
            perhapsLive = true;
            since = System.nanoTime();
            editor.goLiveTentatively(work.get().difference());
            editor.verify(work.get().wanted());
        }
    }

    void confirm() throws SouthboundFailure {
        if (work.isPresent()) {
            requireTime();
            perhapsConfirmed = true;
            try {
                editor.confirm();
            } catch (SouthboundFailure failure) {
                perhapsConfirmed = !failure.code().equals(ReasonCode.DEVICE_REFUSED);
                throw failure;
            }
            if (editor.tentative()) {
                // A commit that came too late is answered with ok as well.
                editor.verify(work.get().wanted());
            }
            editor.keep();
        }
    }

    /** What the device may have taken back before the answer comes is not confirmed. */
    private void requireTime() throws SouthboundFailure {
        Duration left = timing.confirm().minusNanos(System.nanoTime() - since);
        if (editor.tentative() && left.compareTo(timing.answer()) <= 0) {
            String text = "the change took so long that the device may have taken it back";
            throw new SouthboundFailure(ReasonCode.TIMED_OUT, change.device().value(), text);
        }
    }

    /** Now, or before anything else is done with the device. */
    void undo() {
        if (!perhapsLive) {
            return;
        }
        DeviceTarget before = work.orElseThrow().before();
        try {
            if (editor.tentative() && !perhapsConfirmed) {
                editor.takeBack();
            }
            editor.reach(before);
        } catch (SouthboundFailure failure) {
            owe(before);
            LOG.info("device {}: undone when it is back: {}", change.device(), failure.getMessage());
        } catch (RuntimeException | Error fault) {
            owe(before);
            LOG.error("device {}: undone in a session to come, after a fault of ours", change.device(), fault);
        }
    }

    private void owe(DeviceTarget before) {
        session.access().owe(new Restoration(before, timing));
    }

    /** What fails here changes nothing of what was done; the end of the session lets go of everything. */
    void end() {
        try {
            editor.leave();
        } catch (RuntimeException | Error fault) {
            LOG.error("device {}: session ended by a fault of ours", change.device(), fault);
            link.close();
        }
    }
}
