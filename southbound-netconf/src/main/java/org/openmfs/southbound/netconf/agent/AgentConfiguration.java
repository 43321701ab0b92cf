package org.openmfs.southbound.netconf.agent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/**
 * What is configured in an agent, as its device wrote it: what a vendor added is kept for the way back. An entry without
 * a name that can be one of ours is somebody else's, and not looked into.
 */
final class AgentConfiguration {
    private record Entry(Optional<CfId> peer, Element written) {}

    private final Map<CfId, Element> peers = new LinkedHashMap<>();
    private final Map<AssociationId, Entry> associations = new LinkedHashMap<>();

    private AgentConfiguration() {}

    /** @param reply the answer to {@code get-config} */
    static AgentConfiguration of(DeviceId device, Element reply) {
        AgentConfiguration read = new AgentConfiguration();
        AgentXml.agent(device, reply).ifPresent(agent -> {
            for (XmlTree peer : agent.children("peer")) {
                name(peer, "id", CfId::new).ifPresent(id -> read.peers.put(id, peer.element()));
            }
            for (XmlTree association : agent.children("association")) {
                Optional<CfId> peer = peer(association);
                name(association, "id", AssociationId::new)
                        .ifPresent(id -> read.associations.put(id, new Entry(peer, association.element())));
            }
        });
        return read;
    }

    /** The peer that an association names, if it can be one of ours. */
    static Optional<CfId> peer(XmlTree association) {
        return name(association, "peer", CfId::new);
    }

    private static <T> Optional<T> name(XmlTree entry, String leaf, Function<String, T> type) {
        try {
            return entry.value(leaf, type);
        } catch (SouthboundFailure notOurs) {
            return Optional.empty();
        }
    }

    Set<AssociationId> associations() {
        return Collections.unmodifiableSet(associations.keySet());
    }

    Optional<Element> association(AssociationId id) {
        return Optional.ofNullable(associations.get(id)).map(Entry::written);
    }

    Optional<CfId> peerOf(AssociationId id) {
        return Optional.ofNullable(associations.get(id)).flatMap(Entry::peer);
    }

    Optional<Element> peer(CfId id) {
        return Optional.ofNullable(peers.get(id));
    }
}
