package org.openmfs.southbound.netconf.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.AgentXml;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/** What is configured in an agent, as its device wrote it: what a vendor added is kept for the way back. */
public final class AgentConfiguration {
    private record Entry(CfId peer, Element written) {}

    private final Map<CfId, Element> peers = new LinkedHashMap<>();
    private final Map<AssociationId, Entry> associations = new LinkedHashMap<>();

    private AgentConfiguration() {}

    /** @param reply the answer to {@code get-config} */
    public static AgentConfiguration of(DeviceId device, Element reply) throws SouthboundFailure {
        AgentConfiguration read = new AgentConfiguration();
        Optional<XmlTree> agent = AgentXml.agent(device, reply);
        if (agent.isPresent()) {
            for (XmlTree peer : agent.get().children("peer")) {
                read.peers.put(peer.required("id", CfId::new), peer.element());
            }
            for (XmlTree association : agent.get().children("association")) {
                CfId peer = association.required("peer", CfId::new);
                read.associations.put(
                        association.required("id", AssociationId::new), new Entry(peer, association.element()));
            }
        }
        return read;
    }

    public Set<AssociationId> associations() {
        return Collections.unmodifiableSet(associations.keySet());
    }

    Optional<Element> association(AssociationId id) {
        return Optional.ofNullable(associations.get(id)).map(Entry::written);
    }

    Optional<CfId> peerOf(AssociationId id) {
        return Optional.ofNullable(associations.get(id)).map(Entry::peer);
    }

    Optional<Element> peer(CfId id) {
        return Optional.ofNullable(peers.get(id));
    }
}
