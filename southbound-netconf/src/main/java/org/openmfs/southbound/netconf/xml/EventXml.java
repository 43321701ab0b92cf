package org.openmfs.southbound.netconf.xml;

import java.time.Instant;
import java.util.function.Function;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;

/** Reports what a notification (RFC 5277) of module mfs-agent says; other modules' notifications say nothing to us. */
public final class EventXml {
    private EventXml() {}

    /**
     * Whether the device's configuration was changed (RFC 6470), and not by the session with this number.
     *
     * @param envelope the element that holds the event and its time
     */
    public static boolean isChangeByOthers(XmlTree envelope, String session) {
        return envelope.children(Names.PROTOCOL_EVENTS, "netconf-config-change").stream()
                .anyMatch(change -> change.child("changed-by").stream()
                        .flatMap(author -> author.text("session-id").stream())
                        .noneMatch(session::equals));
    }

    /** @param envelope the element that holds the event and its time */
    public static void report(XmlTree envelope, Instant now, DeviceReports reports) throws SouthboundFailure {
        DeviceId device = envelope.device();
        for (XmlTree event : envelope.children(Names.AGENT, "association-changed")) {
            AssociationId id = event.required("association", AssociationId::new);
            reports.associationChanged(device, AgentXml.status(id, event, now));
        }
        for (XmlTree event : envelope.children(Names.AGENT, "key-changed")) {
            reports.keyChanged(device, AgentXml.key(event));
        }
        for (XmlTree event : envelope.children(Names.AGENT, "alarm")) {
            String reason = event.required("reason", Function.identity());
            reports.alarm(
                    device,
                    event.required("association", AssociationId::new),
                    AgentXml.code(reason),
                    AgentXml.text(reason, event));
        }
    }
}
