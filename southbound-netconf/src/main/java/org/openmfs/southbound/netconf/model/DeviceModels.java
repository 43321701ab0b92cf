package org.openmfs.southbound.netconf.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The models of devices that are known.
 *
 * @param known in the order in which they are asked
 */
public record DeviceModels(List<DeviceModel> known) {
    public DeviceModels {
        known = List.copyOf(known);
    }

    /** The first that claims a device with these capabilities. */
    public Optional<DeviceModel> of(Collection<String> capabilities) {
        return known.stream().filter(model -> model.claims(capabilities)).findFirst();
    }

    /** Their names, for people. */
    public List<String> names() {
        return known.stream().map(DeviceModel::name).toList();
    }
}
