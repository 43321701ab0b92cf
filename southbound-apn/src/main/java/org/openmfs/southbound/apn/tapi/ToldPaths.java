package org.openmfs.southbound.apn.tapi;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.OpticalPathStatus;

/** How the optical paths of one APN-C stand, as it was told last; told anew, as a whole, whenever it is otherwise. */
final class ToldPaths {
    private final Consumer<Map<AssociationId, OpticalPathStatus>> report;
    private Map<AssociationId, OpticalPathStatus> told = Map.of();
    private boolean ever;

    ToldPaths(Consumer<Map<AssociationId, OpticalPathStatus>> report) {
        this.report = report;
    }

    synchronized Set<AssociationId> associations() {
        return told.keySet();
    }

    synchronized boolean anyPending() {
        return told.values().stream().anyMatch(path -> path.state() == LightPathState.PENDING);
    }

    /**
     * All was read.
     *
     * @param known whether the reading says anything of an association's path; of others what was told before goes on
     */
    synchronized void read(Map<AssociationId, OpticalPathStatus> all, Predicate<AssociationId> known) {
        Map<AssociationId, OpticalPathStatus> next = new HashMap<>(all);
        next.keySet().removeIf(known.negate());
        told.forEach((association, status) -> {
            if (!known.test(association)) {
                next.put(association, status);
            }
        });
        tell(next);
    }

    /** It was asked for, and stands so now. */
    synchronized void asked(AssociationId association, OpticalPathStatus status) {
        Map<AssociationId, OpticalPathStatus> next = new HashMap<>(told);
        next.put(association, status);
        tell(next);
    }

    /** It was taken down through us. */
    synchronized void takenDown(AssociationId association) {
        Map<AssociationId, OpticalPathStatus> next = new HashMap<>(told);
        next.remove(association);
        tell(next);
    }

    private void tell(Map<AssociationId, OpticalPathStatus> next) {
        if (!ever || !next.equals(told)) {
            ever = true;
            told = Map.copyOf(next);
            report.accept(told);
        }
    }
}
