package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.openmfs.agent.netconf.datastore.SessionHandle;
import org.openmfs.agent.netconf.port.EventPublisher;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.ModelWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Stream NETCONF: hands each event to every session that subscribed and wants to see it (RFC 5277). */
public final class EventStream implements EventPublisher {
    /** The one stream there is. */
    public static final String NAME = "NETCONF";

    private static final String NOTIFICATION = "urn:ietf:params:xml:ns:netconf:notification:1.0";

    private final ModelWriter writer;
    private final InstantSource clock;
    private final Map<SessionHandle, Subscription> subscriptions = new ConcurrentHashMap<>();

    private record Subscription(Outlet outlet, Filter filter) {}

    public EventStream(ModelWriter writer, InstantSource clock) {
        this.writer = requireNonNull(writer);
        this.clock = requireNonNull(clock);
    }

    /** Whether a session waits for events. */
    public boolean isSubscribed(SessionHandle session) {
        return subscriptions.containsKey(session);
    }

    /** Begins with the first event after the reply. A session has one subscription at most. */
    void subscribe(Caller caller, Filter filter) throws RequestRefused {
        if (isSubscribed(caller.session())) {
            throw RequestRefused.ofProtocol(ErrorTag.OPERATION_FAILED, "This session has a subscription already");
        }
        var subscription = new Subscription(caller.outlet(), filter);
        caller.outlet().afterReply(() -> subscriptions.put(caller.session(), subscription));
    }

    /** Ends what a session subscribed to. */
    public void unsubscribe(SessionHandle session) {
        subscriptions.remove(session);
    }

    @Override
    public void publish(ContainerNode notification) {
        publish(message -> writer.appendNotification(notification, message));
    }

    /**
     * Sends an event.
     *
     * @param content appends the event's one element to the message
     */
    public void publish(Consumer<Element> content) {
        if (subscriptions.isEmpty()) {
            return;
        }
        var original = message(content);
        subscriptions.values().forEach(subscription -> {
            var copy = (Document) original.cloneNode(true);
            if (isWanted(subscription.filter(), copy.getDocumentElement())) {
                subscription.outlet().send(copy);
            }
        });
    }

    private Document message(Consumer<Element> content) {
        var document = UntrustedXML.newDocumentBuilder().newDocument();
        var message = document.createElementNS(NOTIFICATION, "notification");
        document.appendChild(message);
        var time = document.createElementNS(NOTIFICATION, "eventTime");
        time.setTextContent(clock.instant().toString());
        message.appendChild(time);
        content.accept(message);
        return document;
    }

    private static boolean isWanted(Filter filter, Element message) {
        var time = message.getFirstChild();
        message.removeChild(time);
        var wanted = filter.cut(message);
        message.insertBefore(time, message.getFirstChild());
        return wanted;
    }
}
