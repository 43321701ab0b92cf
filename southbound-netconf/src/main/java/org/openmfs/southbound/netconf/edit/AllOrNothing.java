package org.openmfs.southbound.netconf.edit;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.session.DeviceSession;
import org.openmfs.southbound.netconf.session.Timing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes several devices or none. Each step is taken on all devices side by side before the next one begins. Devices
 * that take a commit back by themselves go live first, the others only after that worked; from then on an undo plan
 * stands for what they cannot do. Whoever calls has the turn on every device.
 */
public final class AllOrNothing {
    private static final Logger LOG = LoggerFactory.getLogger(AllOrNothing.class);

    /** One step of one device. */
    private interface Step {
        void on(DeviceEdit edit) throws SouthboundFailure;
    }

    private final Timing timing;

    public AllOrNothing(Timing timing) {
        this.timing = timing;
    }

    /**
     * Returns when every device has its change for good.
     *
     * @param sessions one for each change, in the same order
     * @throws SouthboundFailure naming the device that failed; every device has, or will have as soon as it is back,
     *     what it had before
     */
    public void carryOut(List<DeviceChange> changes, List<DeviceSession> sessions) throws SouthboundFailure {
        List<DeviceEdit> edits = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            edits.add(new DeviceEdit(sessions.get(i), changes.get(i), timing));
        }
        try {
            each(edits, DeviceEdit::prepare);
            each(edits.stream().filter(DeviceEdit::tentative).toList(), DeviceEdit::apply);
            each(edits.stream().filter(edit -> !edit.tentative()).toList(), DeviceEdit::apply);
            each(edits, DeviceEdit::confirm);
        } catch (SouthboundFailure failure) {
            each(edits, DeviceEdit::undo);
            throw failure;
        } finally {
            each(edits, DeviceEdit::end);
        }
    }

    /** All devices get as far as they can; then the first failure counts. What did not come to its end has failed. */
    private static void each(List<DeviceEdit> edits, Step step) throws SouthboundFailure {
        Map<DeviceEdit, Optional<SouthboundFailure>> outcomes = new ConcurrentHashMap<>();
        List<Thread> threads = edits.stream()
                .map(edit -> Thread.startVirtualThread(() -> outcomes.put(edit, take(step, edit))))
                .toList();
        threads.forEach(Uninterruptibles::joinUninterruptibly);
        Optional<SouthboundFailure> first = edits.stream()
                .flatMap(edit -> Optional.ofNullable(outcomes.get(edit)).orElseGet(() -> Optional.of(fault())).stream())
                .findFirst();
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private static Optional<SouthboundFailure> take(Step step, DeviceEdit edit) {
        try {
            step.on(edit);
            return Optional.empty();
        } catch (SouthboundFailure failure) {
            return Optional.of(failure);
        } catch (RuntimeException | Error fault) {
            LOG.error("a change was broken off by a fault of ours", fault);
            return Optional.of(fault());
        }
    }

    private static SouthboundFailure fault() {
        return new SouthboundFailure(ReasonCode.INTERNAL, "", "a fault of the controller; see its log");
    }
}
