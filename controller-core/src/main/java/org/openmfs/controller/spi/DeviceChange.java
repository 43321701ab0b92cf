package org.openmfs.controller.spi;

import java.util.List;
import java.util.Set;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;

/**
 * What is to change in one device's configuration (YANG module mfs-agent).
 *
 * @param put created, or replaced as a whole
 * @param remove removed if there; a peer that no association is left for goes with them
 */
public record DeviceChange(DeviceId device, List<AssociationConfiguration> put, Set<AssociationId> remove) {
    public DeviceChange {
        put = List.copyOf(put);
        remove = Set.copyOf(remove);
    }
}
