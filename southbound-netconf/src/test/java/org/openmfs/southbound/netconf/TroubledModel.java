package org.openmfs.southbound.netconf;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.agent.MfsAgent;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.model.DeviceReading;
import org.openmfs.southbound.netconf.model.DeviceTarget;
import org.openmfs.southbound.netconf.xml.TopLevelNode;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.w3c.dom.Element;

/** Module mfs-agent, with a fault of ours where a device's part in a change is worked out. */
final class TroubledModel implements DeviceModel {
    private final DeviceModel model = new MfsAgent();
    private final DeviceId device;
    private Runnable wanted = () -> {};
    private Runnable before = () -> {};

    TroubledModel(DeviceId device) {
        this.device = device;
    }

    /** Runs this whenever the device is compared with what is wanted. */
    TroubledModel wanted(Runnable trouble) {
        wanted = trouble;
        return this;
    }

    /** Runs this whenever the device is compared with what was before. */
    TroubledModel before(Runnable trouble) {
        before = trouble;
        return this;
    }

    private record Target(DeviceTarget target, Runnable trouble, Runnable later) implements DeviceTarget {
        @Override
        public DeviceTarget as(Element was) {
            return new Target(target.as(was), later, later);
        }

        @Override
        public Optional<Element> difference(Element now) {
            trouble.run();
            return target.difference(now);
        }
    }

    @Override
    public DeviceTarget target(DeviceChange change, Element reply) {
        DeviceTarget target = model.target(change, reply);
        return change.device().equals(device) ? new Target(target, wanted, before) : target;
    }

    @Override
    public String name() {
        return "troubled";
    }

    @Override
    public boolean claims(Collection<String> capabilities) {
        return true;
    }

    @Override
    public List<TopLevelNode> content() {
        return model.content();
    }

    @Override
    public DeviceReading read(DeviceId from, Element reply, Instant now) throws SouthboundFailure {
        return model.read(from, reply, now);
    }

    @Override
    public void heard(XmlTree envelope, Instant now, DeviceReports reports) throws SouthboundFailure {
        model.heard(envelope, now, reports);
    }

    @Override
    public Set<AssociationId> associations(DeviceId from, Element reply) {
        return model.associations(from, reply);
    }

    @Override
    public Optional<Element> rekey(AssociationId association) {
        return model.rekey(association);
    }
}
