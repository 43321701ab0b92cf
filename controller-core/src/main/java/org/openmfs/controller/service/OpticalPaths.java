package org.openmfs.controller.service;

import java.util.Optional;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
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

    /** Whether it is told of as it was asked for, there or not yet. */
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

    /** What is amiss with a path that was asked for; a connected network that does not tell of it has it no more. */
    static Optional<Trouble> trouble(ServiceId service, Step.LightPath step, Inventory inventory) {
        Optional<OpticalPathStatus> told = status(step, inventory);
        if (told.isPresent()) {
            return told.flatMap(path -> trouble(service, step, path));
        }
        return inventory
                .manager(step.manager())
                .filter(manager -> manager.connection().up())
                .map(manager -> missing(service, step.manager()));
    }

    private static Optional<Trouble> trouble(ServiceId service, Step.LightPath step, OpticalPathStatus path) {
        boolean installed = path.state() == LightPathState.UP || path.state() == LightPathState.DOWN;
        return installed && !path.provides(step.path())
                ? Optional.of(other(service, step, path))
                : trouble(service, step.association(), step.manager(), path.state());
    }

    /** What is amiss with a path of which nobody remembers how it was asked for. */
    static Optional<Trouble> trouble(
            ServiceId service, AssociationId association, ManagerId manager, LightPathState state) {
        return switch (state) {
            case UP -> Optional.empty();
            case PENDING -> Optional.of(pending(association, manager));
            case DOWN -> Optional.of(new Trouble(ReasonCode.LINK_DOWN, manager.value(), "the optical path is down"));
            case MISSING -> Optional.of(missing(service, manager));
        };
    }

    static Trouble missing(ServiceId service, ManagerId manager) {
        String text = "the optical path of service " + service + " is missing at " + manager;
        return new Trouble(ReasonCode.LIGHT_PATH_MISSING, manager.value(), text);
    }

    private static Trouble other(ServiceId service, Step.LightPath step, OpticalPathStatus path) {
        String text = "the optical path of service " + service + " at " + step.manager() + " joins " + path.text()
                + "; asked for was " + step.path().text();
        return new Trouble(ReasonCode.LIGHT_PATH_MISSING, step.manager().value(), text);
    }
}
