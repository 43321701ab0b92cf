package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.model.DeviceReading;
import org.openmfs.southbound.netconf.xml.ConfigurationChange;
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

    /** Hears of everything that was read, each time. */
    @FunctionalInterface
    interface Reader {
        void read(DeviceReading reading);
    }

    private final DeviceId device;
    private final Link link;
    private final DeviceModel model;
    private final Surroundings with;
    private final Set<String> said = new HashSet<>();
    private boolean subscribed;
    /** When everything is to be read again, of {@link System#nanoTime}. */
    private Optional<Long> again = Optional.empty();

    private long faults;

    Conversation(DeviceId device, Link link, Surroundings with) throws SouthboundFailure {
        this.device = device;
        this.link = link;
        this.model = link.model();
        this.with = with;
    }

    /** A device that sends no notifications is read again and again instead. */
    void subscribe(Link events) throws SouthboundFailure {
        if (link.profile().notifies()) {
            events.request(Operations.createSubscription());
            subscribed = true;
        }
    }

    DeviceReading read() throws SouthboundFailure {
        DeviceReading reading = model.read(
                device,
                link.request(Operations.get(model.content())),
                with.clock().instant());
        again = Optional.empty();
        if (!reading.leftOut().isEmpty()) {
            readWithin(with.timing().longestPause());
        }
        return reading;
    }

    void report(DeviceReading reading) {
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
        return again.map(at -> Duration.ofNanos(Math.max(0, at - System.nanoTime())))
                .orElse(usual);
    }

    private void readWithin(Duration time) {
        long due = System.nanoTime() + time.toNanos();
        again = again.filter(at -> at - due < 0).or(() -> Optional.of(due));
    }

    private void pass(Element notification) {
        XmlTree envelope = XmlTree.of(device, notification);
        if (ConfigurationChange.isByOthers(envelope, link.sessionId())) {
            readWithin(SETTLE);
        }
        try {
            envelope.requireBounded();
            model.heard(envelope, with.clock().instant(), with.reports());
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
