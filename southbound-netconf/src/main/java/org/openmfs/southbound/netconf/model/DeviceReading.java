package org.openmfs.southbound.netconf.model;

import java.util.List;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.KeyInformation;

/**
 * Everything that a device says of itself.
 *
 * @param configurations associations as it is configured with them
 * @param associations where they stand
 * @param leftOut what of it makes no sense, for people
 */
public record DeviceReading(
        Capabilities capabilities,
        List<AssociationConfiguration> configurations,
        List<AssociationStatus> associations,
        List<KeyInformation> keys,
        List<String> leftOut) {
    public DeviceReading {
        configurations = List.copyOf(configurations);
        associations = List.copyOf(associations);
        keys = List.copyOf(keys);
        leftOut = List.copyOf(leftOut);
    }

    /** What is to be shown beside a session that is up; empty if nothing was left out. */
    public String remark() {
        return leftOut.isEmpty() ? "" : CleanText.of(leftOut.size() + " left out: " + String.join("; ", leftOut));
    }
}
