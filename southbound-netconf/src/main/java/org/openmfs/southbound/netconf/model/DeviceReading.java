package org.openmfs.southbound.netconf.model;

import java.util.List;
import java.util.stream.Collectors;
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
    /** More than people are shown. */
    private static final int MOST_SHOWN = 16;

    private static final int LONGEST_SHOWN = 1_000;

    public DeviceReading {
        configurations = List.copyOf(configurations);
        associations = List.copyOf(associations);
        keys = List.copyOf(keys);
        leftOut = List.copyOf(leftOut);
    }

    /** What is to be shown beside a session that is up; empty if nothing was left out. */
    public String remark() {
        String shown = leftOut.stream()
                .limit(MOST_SHOWN)
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_SHOWN)))
                .collect(Collectors.joining("; "));
        return leftOut.isEmpty() ? "" : CleanText.of(leftOut.size() + " left out: " + shown);
    }
}
