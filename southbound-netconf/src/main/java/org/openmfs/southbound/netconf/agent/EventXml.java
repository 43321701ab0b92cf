package org.openmfs.southbound.netconf.agent;

import java.time.Instant;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.XmlTree;

/** Reports what a notification (RFC 5277) of module mfs-agent says; other modules' notifications say nothing to us. */
public final class EventXml {
    private EventXml() {}

    /** @param envelope the element that holds the event and its time */
    public static void report(XmlTree envelope, Instant now, DeviceReports reports) throws SouthboundFailure {
        DeviceId device = envelope.device();
        for (XmlTree event : envelope.children(MfsAgent.NAMESPACE, "association-changed")) {
            AssociationId id = event.required("association", AssociationId::new);
            reports.associationChanged(device, AgentXml.status(id, event, now));
        }
        for (XmlTree event : envelope.children(MfsAgent.NAMESPACE, "key-changed")) {
            reports.keyChanged(device, AgentXml.key(event));
        }
        for (XmlTree event : envelope.children(MfsAgent.NAMESPACE, "alarm")) {
            reports.alarm(
                    device,
                    event.required("association", AssociationId::new),
                    event.required("reason", ReasonCode::new),
                    AgentXml.text(event));
        }
    }
}
