package org.openmfs.controller.service;

import java.util.Set;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Trouble;

/**
 * What devices complain of only because a piece of the service is missing: told beside the missing piece it would send
 * an operator to the wrong place.
 *
 * @param lost steps that do not stand
 * @param lostAt devices without the association
 */
record Consequences(Inventory inventory, Set<Step> lost, Set<DeviceId> lostAt) {
    private static final Set<ReasonCode> OF_AN_ASSOCIATION =
            Set.of(ReasonCode.PEER_UNREACHABLE, ReasonCode.ASSOCIATION_MISSING, ReasonCode.STOCK_EMPTY);
    private static final Set<ReasonCode> OF_A_METHOD =
            Set.of(ReasonCode.METHOD_UNREACHABLE, ReasonCode.METHOD_EXHAUSTED, ReasonCode.METHOD_FAILED);

    /** Whether a device's complaint is one of them. */
    boolean include(Trouble complaint) {
        boolean ofTheAssociation = !lostAt.isEmpty() && OF_AN_ASSOCIATION.contains(complaint.code());
        boolean keyLinkLost = lost.stream().anyMatch(Step.KeyLink.class::isInstance);
        boolean ofTheKeyLink =
                keyLinkLost && (complaint.code().equals(ReasonCode.STOCK_EMPTY) || isOfQkd(complaint, inventory));
        return ofTheAssociation || ofTheKeyLink;
    }

    /** Whether it is about a method that takes its keys from a QKD network; agents begin the text with the method. */
    static boolean isOfQkd(Trouble complaint, Inventory inventory) {
        return OF_A_METHOD.contains(complaint.code())
                && inventory.devices().values().stream()
                        .flatMap(device -> device.capabilities().stream())
                        .flatMap(can -> can.methods().values().stream())
                        .filter(Method::needsQuantumChannel)
                        .map(Method::id)
                        .anyMatch(id -> complaint.text().contains(id + ":"));
    }
}
