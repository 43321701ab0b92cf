package org.openmfs.controller.spi;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;

/** A device that a contract test may do what it likes with. Up when it is handed out, with nothing configured. */
public interface DeviceSite extends AutoCloseable {
    /** How to onboard it rightly. */
    Device settings();

    /** From now on every change of its configuration is refused, or no longer. */
    void refuseChanges(boolean refuse);

    /** From now on it answers nothing, or from its next change on, though it stays connected. */
    void stall();

    /** Gone without a word; its configuration survives. */
    void goDown();

    /** Back after {@link #goDown()}. */
    void comeBack();

    /** What it runs. */
    Set<AssociationId> associations();

    Set<CfId> peers();

    /** How often what it runs was changed. */
    int changes();

    /** Associations whose key was to be replaced, in order. */
    List<AssociationId> rekeyed();

    /** How many passwords were tried on it; empty where a device does not tell. */
    OptionalInt logins();

    void publish(AssociationStatus status);

    void publish(KeyInformation key);

    void publish(AssociationId association, ReasonCode reason, String text);

    @Override
    void close();
}
