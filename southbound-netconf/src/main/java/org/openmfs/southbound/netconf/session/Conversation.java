package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.xml.AgentXml;
import org.openmfs.southbound.netconf.xml.EventXml;
import org.openmfs.southbound.netconf.xml.Operations;
import org.openmfs.southbound.netconf.xml.XmlTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * What is said on one session: first a subscription, then everything is read, then events follow; so that no change
 * falls between the reading and the listening. An event older than the reading may come after it; the newest comes last.
 */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    /** Changes that somebody else makes in a row are read together. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final int MOST_UNREAD = 100;

    /** Everything that a device says of itself. */
    record Reading(Capabilities capabilities, List<AssociationStatus> associations, List<KeyInformation> keys) {}

    private final DeviceId device;
    private final Link link;
    private final Surroundings with;
    private boolean subscribed;
    private int unread;

    Conversation(DeviceId device, Link link, Surroundings with) {
        this.device = device;
        this.link = link;
        this.with = with;
    }

    /** A device that sends no notifications is read again and again instead. */
    void subscribe(Link events) throws SouthboundFailure {
        if (link.profile().notifies()) {
            events.request(Operations.createSubscription());
            subscribed = true;
        }
    }

    Reading read() throws SouthboundFailure {
        Instant now = with.clock().instant();
        XmlTree agent = AgentXml.agent(device, link.request(Operations.get()))
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.DEVICE_UNSUPPORTED, device.value(), "the device serves no MFS CF"));
        return new Reading(AgentXml.capabilities(agent), AgentXml.associations(agent, now), AgentXml.keys(agent));
    }

    void report(Reading reading) {
        DeviceReports reports = with.reports();
        // In this order: planning begins with the capabilities, and must know then which services the device serves.
        reports.associations(device, reading.associations());
        reports.capabilities(device, reading.capabilities());
        reports.keys(device, reading.keys());
    }

    /** Passes events on until the session ends; returns why it did. */
    SouthboundFailure listen(Inbox inbox) throws SouthboundFailure, InterruptedException {
        while (true) {
            Optional<Inbox.Item> item = inbox.next(untilReading());
            if (item.isEmpty() || unread > MOST_UNREAD) {
                unread = 0;
                report(read());
            }
            if (item.isEmpty()) {
                continue;
            }
            switch (item.get()) {
                case Inbox.Item.Notification notification -> pass(notification.element());
                case Inbox.Item.End end -> {
                    return new SouthboundFailure(ReasonCode.DEVICE_UNREACHABLE, device.value(), end.why());
                }
            }
        }
    }

    /** How long nothing may come before everything is read again. */
    private Duration untilReading() {
        if (unread > 0) {
            return SETTLE;
        }
        return subscribed ? Duration.ofDays(1) : with.timing().refusedPause();
    }

    private void pass(Element notification) {
        if (unread > 0 || EventXml.isChangeByOthers(device, notification, link.sessionId())) {
            unread++;
        }
        try {
            EventXml.report(device, notification, with.clock().instant(), with.reports());
        } catch (SouthboundFailure nonsense) {
            LOG.warn("device {}: a notification is left out: {}", device, nonsense.getMessage());
        }
    }
}
