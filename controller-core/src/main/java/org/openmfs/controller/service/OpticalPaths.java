package org.openmfs.controller.service;

import java.util.Optional;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;

/** What is known of the optical path of a step. */
final class OpticalPaths {
    private OpticalPaths() {}

    private static Optional<OpticalPathStatus> status(Step.LightPath step, Inventory inventory) {
        return inventory.manager(step.manager()).map(ManagerBelief::paths).map(paths -> paths.get(step.association()));
    }

    /** Whether it is there, whatever it carries. */
    static boolean isThere(Step.LightPath step, Inventory inventory) {
        return status(step, inventory)
                .filter(path -> path.state() != LightPathState.PENDING && path.provides(step.path()))
                .isPresent();
    }

    /** Whether it is told of, there or not yet. */
    static boolean isTold(Step.LightPath step, Inventory inventory) {
        return isThere(step, inventory) || isPending(step, inventory);
    }

    /** Whether its network has accepted it and not set it up yet. */
    static boolean isPending(Step.LightPath step, Inventory inventory) {
        return status(step, inventory)
                .filter(path -> path.state() == LightPathState.PENDING && path.provides(step.path()))
                .isPresent();
    }

    static Trouble pending(AssociationId association, ManagerId manager) {
        String text = manager + " has accepted the optical path of " + association + " and not set it up yet";
        return new Trouble(ReasonCode.LIGHT_PATH_PENDING, manager.value(), text);
    }

    /** Its network has accepted it, and tells of none, or of another. */
    static Trouble untold(Step.LightPath step) {
        String text = step.manager() + " has accepted the optical path of " + step.association()
                + " and tells of none between these ports";
        return new Trouble(ReasonCode.LIGHT_PATH_MISSING, step.manager().value(), text);
    }
}
