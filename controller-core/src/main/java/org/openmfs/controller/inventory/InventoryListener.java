package org.openmfs.controller.inventory;

import java.util.List;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.ReasonCode;

/** Is told of each new inventory and of alarms. */
public interface InventoryListener {
    /** @param changes in what it differs from the one before; never empty */
    void inventoryChanged(Inventory inventory, List<Change> changes);

    /** Something that an operator should look into; it changes nothing by itself. */
    default void alarmRaised(AlarmSubject subject, ReasonCode reason, String text) {}

    /** A certificate of the controller's own is near its end, or was renewed. */
    default void certificateEnds(CertificateEnd end) {}
}
