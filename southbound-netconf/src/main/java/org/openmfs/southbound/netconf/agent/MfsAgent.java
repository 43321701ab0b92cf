package org.openmfs.southbound.netconf.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.model.DeviceReading;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.xml.TopLevelNode;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.openmfs.southbound.netconf.xml.XmlWriter;
import org.w3c.dom.Element;

/**
 * Devices that serve YANG module mfs-agent. It is asked last and claims every device: a server need not name its modules in
 * its hello (RFC 7950 section 5.6.4), and what has no such data says so when it is read.
 */
public final class MfsAgent implements DeviceModel {
    static final String NAMESPACE = "urn:openmfs:yang:mfs-agent";

    @Override
    public String name() {
        return "mfs-agent";
    }

    @Override
    public boolean claims(Collection<String> capabilities) {
        return true;
    }

    @Override
    public List<TopLevelNode> content() {
        return List.of(new TopLevelNode(NAMESPACE, "agent"));
    }

    @Override
    public DeviceReading read(DeviceId device, Element reply, Instant now) throws SouthboundFailure {
        XmlTree agent = AgentXml.agent(device, reply)
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.DEVICE_UNSUPPORTED, device.value(), "the device serves no MFS CF"));
        List<String> leftOut = new ArrayList<>();
        List<AssociationStatus> associations = AgentXml.associations(agent, now, leftOut);
        Capabilities capabilities = AgentXml.capabilities(agent, leftOut);
        List<KeyInformation> keys = AgentXml.keys(agent, leftOut);
        return new DeviceReading(capabilities, AgentXml.configurations(agent), associations, keys, leftOut);
    }

    @Override
    public void heard(XmlTree envelope, Instant now, DeviceReports reports) throws SouthboundFailure {
        EventXml.report(envelope, now, reports);
    }

    @Override
    public Set<AssociationId> associations(DeviceId device, Element reply) {
        return AgentConfiguration.of(device, reply).associations();
    }

    @Override
    public DeviceTarget target(DeviceChange change, Element reply) {
        return AgentTarget.of(change, AgentConfiguration.of(change.device(), reply));
    }

    @Override
    public Optional<Element> rekey(AssociationId association) {
        return Optional.of(XmlWriter.root(NAMESPACE, "rekey")
                .leaf("association", association)
                .element());
    }
}
