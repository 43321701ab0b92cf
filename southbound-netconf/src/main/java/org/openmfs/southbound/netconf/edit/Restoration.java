package org.openmfs.southbound.netconf.edit;

import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.session.Link;
import org.openmfs.southbound.netconf.session.OwedUndo;
import org.openmfs.southbound.netconf.session.Timing;

/** Brings the entries that a failed change touched back to what they were. */
record Restoration(DeviceTarget before, Timing timing) implements OwedUndo {
    @Override
    public void settle(Link link) throws SouthboundFailure {
        Editor editor = new Editor(link, timing);
        editor.endFormerSession();
        if (editor.at(before)) {
            return;
        }
        try {
            editor.lock();
            editor.reach(before);
        } finally {
            editor.leave();
        }
    }
}
