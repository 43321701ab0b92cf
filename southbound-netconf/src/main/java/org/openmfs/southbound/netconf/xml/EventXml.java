package org.openmfs.southbound.netconf.xml;

import java.time.Instant;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.w3c.dom.Element;

/** Reports what a notification (RFC 5277) of module mfs-agent says; other modules' notifications say nothing to us. */
public final class EventXml {
    private EventXml() {}

    /**
     * Whether the device's configuration was changed (RFC 6470), and not by the session with this number.
     *
     * @param notification the element that holds the event and its time
     */
    public static boolean isChangeByOthers(DeviceId device, Element notification, String session) {
        return XmlTree.of(device, notification).children(Names.PROTOCOL_EVENTS, "netconf-config-change").stream()
                .anyMatch(change -> change.child("changed-by").stream()
                        .flatMap(author -> author.text("session-id").stream())
                        .noneMatch(session::equals));
    }

    /** @param notification the element that holds the event and its time */
    public static void report(DeviceId device, Element notification, Instant now, DeviceReports reports)
            throws SouthboundFailure {
        XmlTree envelope = XmlTree.of(device, notification);
        for (XmlTree event : envelope.children(Names.AGENT, "association-changed")) {
            AssociationId id = event.required("association", AssociationId::new);
            reports.associationChanged(device, AgentXml.status(id, event, now));
        }
        for (XmlTree event : envelope.children(Names.AGENT, "key-changed")) {
            reports.keyChanged(device, AgentXml.key(event));
        }
        for (XmlTree event : envelope.children(Names.AGENT, "alarm")) {
            String reason = event.required("reason", XmlTree::identity);
            reports.alarm(
                    device,
                    event.required("association", AssociationId::new),
                    AgentXml.code(reason),
                    AgentXml.text(reason, event));
        }
    }
}
