package org.openmfs.standalone;

import java.util.List;
import org.openmfs.controller.api.AuditTrail;
import org.openmfs.controller.api.AuditTrailContract;

/** The audit trail that other tests stand on keeps the contract too. */
final class NotedAuditTest extends AuditTrailContract {
    private final NotedAudit trail = new NotedAudit();

    @Override
    protected AuditTrail trail() {
        return trail;
    }

    @Override
    protected List<String> notes() {
        return trail.notes.stream()
                .map(note -> note.replaceFirst(" from ", "|").replace(": ", "|"))
                .toList();
    }

    @Override
    protected void fill() {
        trail.full.set(true);
    }

    @Override
    protected void empty() {
        trail.full.set(false);
    }
}
