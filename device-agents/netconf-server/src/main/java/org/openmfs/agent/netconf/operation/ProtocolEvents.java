package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.openmfs.agent.netconf.datastore.ConfigurationEvents;
import org.openmfs.agent.netconf.datastore.ConfirmEvent;
import org.openmfs.agent.netconf.datastore.SessionHandle;
import org.w3c.dom.Element;

/** Tells subscribers what happens to the configuration and to sessions (RFC 6470). */
public final class ProtocolEvents implements ConfigurationEvents {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:yang:ietf-netconf-notifications";

    private final EventStream stream;

    public ProtocolEvents(EventStream stream) {
        this.stream = requireNonNull(stream);
    }

    @Override
    public void changed(Optional<SessionHandle> by) {
        stream.publish(message -> {
            var event = add(message, "netconf-config-change");
            var author = add(event, "changed-by");
            by.ifPresentOrElse(session -> identify(session, author), () -> add(author, "server"));
            add(event, "datastore").setTextContent("running");
        });
    }

    @Override
    public void confirmed(ConfirmEvent what, Optional<SessionHandle> by, long timeoutSeconds) {
        stream.publish(message -> {
            var event = add(message, "netconf-confirmed-commit");
            by.ifPresent(session -> identify(session, event));
            add(event, "confirm-event").setTextContent(what.name().toLowerCase(Locale.ROOT));
            if (timeoutSeconds > 0) {
                add(event, "timeout").setTextContent(Long.toString(timeoutSeconds));
            }
        });
    }

    /** A session began. */
    public void sessionStarted(SessionHandle session) {
        stream.publish(message -> identify(session, add(message, "netconf-session-start")));
    }

    /**
     * A session ended.
     *
     * @param reason closed, killed or dropped
     */
    public void sessionEnded(SessionHandle session, String reason) {
        stream.publish(message -> {
            var event = add(message, "netconf-session-end");
            identify(session, event);
            add(event, "termination-reason").setTextContent(reason);
        });
    }

    private static void identify(SessionHandle session, Element to) {
        add(to, "username").setTextContent(session.user());
        add(to, "session-id").setTextContent(Long.toString(session.id()));
    }

    private static Element add(Element parent, String name) {
        var element = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
        parent.appendChild(element);
        return element;
    }
}
