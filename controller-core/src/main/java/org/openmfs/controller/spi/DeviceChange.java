package org.openmfs.controller.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.Suite;

/**
 * What is to change in one device's configuration (YANG module mfs-agent).
 *
 * @param put created, or replaced as a whole
 * @param remove removed if there; a peer that no association is left for goes with them
 */
public record DeviceChange(DeviceId device, List<Association> put, Set<AssociationId> remove) {
    /** One association and the peer it is with. */
    public record Association(
            AssociationId id,
            Peer peer,
            boolean initiator,
            EncDecName encDec,
            List<Suite> suites,
            Floor floor,
            KeyLife keyLife) {
        public Association {
            suites = List.copyOf(suites);
        }
    }

    /**
     * The CF at the other end.
     *
     * @param sae its name towards KMEs (ETSI GS QKD 014), where QKD is used
     */
    public record Peer(CfId cf, String host, int port, Optional<String> sae) {}

    public DeviceChange {
        put = List.copyOf(put);
        remove = Set.copyOf(remove);
    }
}
