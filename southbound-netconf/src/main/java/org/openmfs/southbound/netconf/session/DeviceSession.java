package org.openmfs.southbound.netconf.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Connection.State;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.ConnectionLog;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with one device up and reports what comes of it. One virtual thread a device does it all: connect,
 * read, listen, pause; so reports of one device come in order and a device that stalls holds up nobody else.
 */
public final class DeviceSession {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

    private static final Duration UNTIL_STOPPED = Duration.ofDays(36_500);
    /** What no device answers to by itself. */
    private static final Set<ReasonCode> REFUSALS = Set.of(
            ReasonCode.HOST_KEY_MISMATCH,
            ReasonCode.CREDENTIAL_REFUSED,
            ReasonCode.DEVICE_REFUSED,
            ReasonCode.DEVICE_UNSUPPORTED);

    private static final Set<ReasonCode> SLOW_TO_CHANGE =
            Set.of(ReasonCode.CREDENTIAL_REFUSED, ReasonCode.DEVICE_UNSUPPORTED);

    private final Device device;
    private final Surroundings with;
    private final Backoff backoff;
    private final DeviceAccess access;
    private final ConnectionLog log;
    private final Thread thread;
    private volatile Connection connection;
    private volatile boolean stopped;

    /** @param before the session with the same device's earlier settings, stopped already */
    public DeviceSession(Device device, Surroundings with, Optional<DeviceSession> before) {
        this.device = device;
        this.with = with;
        this.access = before.map(DeviceSession::access).orElseGet(DeviceAccess::new);
        this.log = new ConnectionLog("device " + device.id());
        this.backoff = new Backoff(with.timing().firstPause(), with.timing().longestPause());
        this.connection = new Connection(
                device.locked() ? State.DISABLED : State.CONNECTING,
                Optional.empty(),
                "",
                with.clock().instant());
        this.thread = Thread.ofVirtual().name("device-" + device.id()).unstarted(() -> run(before));
    }

    public void start() {
        thread.start();
    }

    /** Ends the session and all reports; does not wait for it. */
    public void stop() {
        stopped = true;
        thread.interrupt();
    }

    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    public Device device() {
        return device;
    }

    /** @throws SouthboundFailure if there is no session, with the reason of its absence */
    public Link link() throws SouthboundFailure {
        Connection now = connection;
        return access.live()
                .orElseThrow(() -> new SouthboundFailure(
                        now.reason().orElse(ReasonCode.DEVICE_UNREACHABLE),
                        device.id().value(),
                        now.text().isEmpty() ? "no session with the device" : now.text()));
    }

    public DeviceAccess access() {
        return access;
    }

    private void run(Optional<DeviceSession> before) {
        try {
            if (before.isPresent()) {
                before.get().awaitEnd();
                forgetAnother(before.get().device());
            }
            guarded(() -> with.reports().connectionChanged(device.id(), connection));
            int failures = 0;
            while (!device.locked() && !stopped) {
                long began = System.nanoTime();
                SouthboundFailure end = converse();
                boolean lasted =
                        System.nanoTime() - began > with.timing().longestPause().toNanos();
                failures = lasted ? 1 : failures + 1;
                guarded(() -> lost(end));
                Thread.sleep(pause(end, failures));
            }
        } catch (InterruptedException e) {
            LOG.debug("device {}: session ended by the manager", device.id());
        }
    }

    /** With another host key it is another device, whose sessions have other numbers. */
    private void forgetAnother(Device before) {
        if (!before.hostKey().equals(device.hostKey())) {
            access.sessions().forget();
        }
    }

    /** A listener that fails does not end the attempts to reach the device. */
    private void guarded(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException | Error e) {
            LOG.error("device {}: a report was lost by a fault of ours", device.id(), e);
        }
    }

    /** One session from connect to end. */
    private SouthboundFailure converse() throws InterruptedException {
        Inbox inbox = new Inbox();
        try (Link link = with.connector().open(device, access.sessions(), inbox);
                Link events = eventLink(link, inbox)) {
            access.settle(link, with.timing().confirm().multipliedBy(2));
            Conversation conversation = new Conversation(device.id(), link, with);
            conversation.subscribe(events);
            DeviceReading reading = conversation.read();
            access.open(link);
            showUp(reading);
            conversation.report(reading);
            return conversation.listen(inbox, again -> {
                conversation.report(again);
                showUp(again);
            });
        } catch (SouthboundFailure failure) {
            return failure;
        } catch (RuntimeException | Error e) {
            LOG.error("device {}: session ended by a fault of ours", device.id(), e);
            return new SouthboundFailure(ReasonCode.INTERNAL, device.id().value(), "a fault of the controller");
        } finally {
            access.shut();
        }
    }

    private void showUp(DeviceReading reading) {
        Connection last = connection;
        Instant since = last.up() ? last.since() : with.clock().instant();
        show(new Connection(State.CONNECTED, Optional.empty(), reading.remark(), since));
    }

    /** A device that serves no requests on a session with notifications gets a second session for them (RFC 5277 6). */
    private Link eventLink(Link link, Inbox inbox) throws SouthboundFailure, InterruptedException {
        DeviceProfile profile = link.profile();
        return profile.notifies() && !profile.interleaves()
                ? with.connector().open(device, new OurSessions(), inbox)
                : link;
    }

    private void lost(SouthboundFailure end) {
        State state = REFUSALS.contains(end.code()) ? State.REFUSED : State.CONNECTING;
        Connection last = connection;
        Instant since = last.state() == state ? last.since() : with.clock().instant();
        show(new Connection(state, Optional.of(end.code()), end.getMessage(), since));
    }

    private void show(Connection next) {
        Connection last = connection;
        connection = next;
        if (!stopped && !last.equals(next)) {
            log.tell(LOG, next);
            with.reports().connectionChanged(device.id(), next);
        }
    }

    /** With another host key than the pinned one there is no other attempt: until its settings change, it waits. */
    private Duration pause(SouthboundFailure end, int failures) {
        if (end.code().equals(ReasonCode.HOST_KEY_MISMATCH)) {
            return UNTIL_STOPPED;
        }
        return SLOW_TO_CHANGE.contains(end.code())
                ? Backoff.about(with.timing().refusedPause(), with.chance())
                : backoff.pause(failures, with.chance());
    }
}
