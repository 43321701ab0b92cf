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
        editor.endFormerSessions();
        try {
            if (locked(editor, link)) {
                editor.reach(before);
            }
        } finally {
            editor.leave();
        }
    }

    /** False where it can't be locked, and need not be. */
    private boolean locked(Editor editor, Link link) throws SouthboundFailure {
        try {
            editor.lock();
            return true;
        } catch (SouthboundFailure failure) {
            if (link.up() && editor.at(before)) {
                return false;
            }
            throw failure;
        }
    }
}
