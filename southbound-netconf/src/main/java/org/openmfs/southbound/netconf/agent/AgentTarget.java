package org.openmfs.southbound.netconf.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.openmfs.southbound.netconf.xml.XmlWriter;
import org.w3c.dom.Element;

/**
 * Peers and associations as a change wants them, or as they were before it.
 *
 * @param peers as they are to be written; empty is gone, unless an association still uses it
 * @param associations as they are to be written; empty is gone
 */
record AgentTarget(
        DeviceId device, Map<CfId, Optional<Element>> peers, Map<AssociationId, Optional<Element>> associations)
        implements DeviceTarget {

    static AgentTarget of(DeviceChange change, AgentConfiguration now) {
        Map<CfId, Optional<Element>> peers = new LinkedHashMap<>();
        Map<AssociationId, Optional<Element>> associations = new LinkedHashMap<>();
        Stream<AssociationId> put = change.put().stream().map(AssociationConfiguration::id);
        Stream.concat(change.remove().stream(), put)
                .flatMap(id -> now.peerOf(id).stream())
                .forEach(peer -> peers.put(peer, Optional.empty()));
        change.remove().forEach(id -> associations.put(id, Optional.empty()));
        for (AssociationConfiguration association : change.put()) {
            peers.put(association.peer().cf(), Optional.of(AssociationXml.write(association.peer())));
            associations.put(association.id(), Optional.of(AssociationXml.write(association)));
        }
        return new AgentTarget(change.device(), peers, associations);
    }

    @Override
    public DeviceTarget as(Element reply) {
        AgentConfiguration was = AgentConfiguration.of(device, reply);
        Map<CfId, Optional<Element>> formerPeers = new LinkedHashMap<>();
        Map<AssociationId, Optional<Element>> formerAssociations = new LinkedHashMap<>();
        peers.keySet().forEach(id -> formerPeers.put(id, was.peer(id)));
        associations.keySet().forEach(id -> formerAssociations.put(id, was.association(id)));
        return new AgentTarget(device, formerPeers, formerAssociations);
    }

    @Override
    public Optional<Element> difference(Element reply) {
        AgentConfiguration now = AgentConfiguration.of(device, reply);
        XmlWriter agent = XmlWriter.root(MfsAgent.NAMESPACE, "agent");
        peers.forEach((id, wanted) -> put(agent, now.peer(id), wanted));
        associations.forEach((id, wanted) -> {
            put(agent, now.association(id), wanted);
            if (wanted.isEmpty() && now.association(id).isPresent()) {
                delete(agent, "association", id);
            }
        });
        peers.forEach((id, wanted) -> {
            if (wanted.isEmpty() && now.peer(id).isPresent() && !used(id, now)) {
                delete(agent, "peer", id);
            }
        });
        return Optional.of(agent.element()).filter(Element::hasChildNodes);
    }

    private void put(XmlWriter agent, Optional<Element> there, Optional<Element> wanted) {
        wanted.filter(element -> there.filter(found -> same(found, element)).isEmpty())
                .ifPresent(element -> agent.copy(element, copy -> copy.operation("replace")));
    }

    private static void delete(XmlWriter agent, String list, Object id) {
        agent.with(list, entry -> entry.operation("delete").leaf("id", id));
    }

    /** Whether an association will name the peer when this target is reached. */
    private boolean used(CfId peer, AgentConfiguration now) {
        Stream<AssociationId> untouched = now.associations().stream().filter(id -> !associations.containsKey(id));
        Stream<CfId> kept = untouched.flatMap(id -> now.peerOf(id).stream());
        Stream<CfId> wanted = associations.values().stream()
                .flatMap(Optional::stream)
                .flatMap(element -> AgentConfiguration.peer(XmlTree.of(device, element)).stream());
        return Stream.concat(kept, wanted).anyMatch(peer::equals);
    }

    /** Whether both say the same, in whatever words: prefixes, white space, defaults, a vendor's additions. */
    private boolean same(Element one, Element other) {
        try {
            return meaning(one).equals(meaning(other));
        } catch (SouthboundFailure nonsense) {
            return one.isEqualNode(other);
        }
    }

    private Object meaning(Element entry) throws SouthboundFailure {
        XmlTree tree = XmlTree.of(device, entry);
        return "peer".equals(entry.getLocalName()) ? AssociationXml.peer(tree) : AssociationXml.association(tree);
    }
}
