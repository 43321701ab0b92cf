package org.openmfs.standalone;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openmfs.controller.api.AuditTrail;

/** An audit trail in memory, which a test may fill. */
final class NotedAudit implements AuditTrail {
    final List<String> notes = new CopyOnWriteArrayList<>();
    final AtomicBoolean full = new AtomicBoolean();

    @Override
    public Asked asks(Line line) throws Unrecorded {
        if (full.get()) {
            throw new Unrecorded("the trail is full. Empty it.");
        }
        note(line, "asked");
        return outcome -> {
            if (!full.get()) {
                note(line, outcome);
            }
        };
    }

    @Override
    public void tells(Line line, String outcome) {
        if (!full.get()) {
            note(line, outcome);
        }
    }

    private void note(Line line, String outcome) {
        notes.add(line.who() + " from " + line.from() + ": " + line.what() + ": " + outcome);
    }

    @Override
    public Standing standing() {
        return new Standing(notes.size(), 0, Instant.EPOCH, notes.size(), Integer.MAX_VALUE, full.get());
    }
}
