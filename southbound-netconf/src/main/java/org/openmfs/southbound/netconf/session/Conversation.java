package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CleanText;
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
    private static final Inbox.Item NOTHING = new Inbox.Item.Nothing();
    /** Changes that somebody else makes in a row are read together. */
    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final int MOST_SAID = 100;

    /**
     * Everything that a device says of itself.
     *
     * @param leftOut what of it makes no sense, for people
     */
    record Reading(
            Capabilities capabilities,
            List<AssociationConfiguration> configurations,
            List<AssociationStatus> associations,
            List<KeyInformation> keys,
            List<String> leftOut) {
        /** What is to be shown beside a session that is up; empty if nothing was left out. */
        String remark() {
            return leftOut.isEmpty() ? "" : CleanText.of(leftOut.size() + " left out: " + String.join("; ", leftOut));
        }
    }

    /** Hears of everything that was read, each time. */
    @FunctionalInterface
    interface Reader {
        void read(Reading reading);
    }

    private final DeviceId device;
    private final Link link;
    private final Surroundings with;
    private final Set<String> said = new HashSet<>();
    private boolean subscribed;
    private Optional<Instant> again = Optional.empty();
    private long faults;

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
        List<String> leftOut = new ArrayList<>();
        List<AssociationStatus> associations = AgentXml.associations(agent, now, leftOut);
        Capabilities capabilities = AgentXml.capabilities(agent, leftOut);
        List<KeyInformation> keys = AgentXml.keys(agent, leftOut);
        again = Optional.empty();
        if (!leftOut.isEmpty()) {
            readWithin(with.timing().longestPause());
        }
        return new Reading(capabilities, AgentXml.configurations(agent), associations, keys, List.copyOf(leftOut));
    }

    void report(Reading reading) {
        DeviceReports reports = with.reports();
        // In this order: planning begins with the capabilities, and must know then which services the device serves.
        reports.configurations(device, reading.configurations());
        reports.associations(device, reading.associations());
        reports.capabilities(device, reading.capabilities());
        reports.keys(device, reading.keys());
    }

    /**
     * Passes events on until the session ends; returns why it did. Where something made no sense, or was lost,
     * everything is read again after a while.
     */
    SouthboundFailure listen(Inbox inbox, Reader reader) throws SouthboundFailure, InterruptedException {
        while (true) {
            Optional<Inbox.Item> item = inbox.next(untilReading());
            if (item.isEmpty() || untilReading().isZero()) {
                reader.read(read());
            }
            switch (item.orElse(NOTHING)) {
                case Inbox.Item.Notification notification -> pass(notification.element());
                case Inbox.Item.End end -> {
                    return new SouthboundFailure(ReasonCode.DEVICE_UNREACHABLE, device.value(), end.why());
                }
                case Inbox.Item.Nothing nothing -> {}
            }
        }
    }

    private Duration untilReading() {
        Duration usual = subscribed ? Duration.ofDays(1) : with.timing().refusedPause();
        return again.map(at -> Duration.between(with.clock().instant(), at))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .orElse(usual);
    }

    private void readWithin(Duration time) {
        Instant due = with.clock().instant().plus(time);
        again = again.filter(due::isAfter).or(() -> Optional.of(due));
    }

    private void pass(Element notification) {
        XmlTree envelope = XmlTree.of(device, notification);
        if (EventXml.isChangeByOthers(envelope, link.sessionId())) {
            readWithin(SETTLE);
        }
        try {
            envelope.requireBounded();
            EventXml.report(envelope, with.clock().instant(), with.reports());
        } catch (SouthboundFailure nonsense) {
            if (said.size() < MOST_SAID && said.add(nonsense.getMessage())) {
                LOG.warn("device {}: a notification is left out: {}", device, nonsense.getMessage());
            }
            readWithin(with.timing().firstPause());
        } catch (RuntimeException | Error broken) {
            if (faults++ == 0) {
                LOG.error("device {}: a notification is lost by a fault of ours; everything is read", device, broken);
            }
            readWithin(with.timing().firstPause());
        }
    }
}
