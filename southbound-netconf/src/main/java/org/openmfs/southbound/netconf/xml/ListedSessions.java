package org.openmfs.southbound.netconf.xml;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.spi.SouthboundFailure;
import org.w3c.dom.Element;

/**
 * The NETCONF sessions that a device says it has (RFC 6022 section 2.1.4).
 *
 * @param byNumber the device's number of each
 */
public record ListedSessions(Map<Long, Entry> byNumber) {
    private static final String MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";

    /** @param login empty where the device does not say, or says nothing that is a time */
    public record Entry(String user, Optional<Instant> login) {}

    public ListedSessions {
        byNumber = Map.copyOf(byNumber);
    }

    /** What is to be asked for. */
    public static Element request() {
        return Operations.get(filter -> filter.with(
                MONITORING, "netconf-state", state -> state.with("sessions", sessions -> sessions.empty("session"))));
    }

    public static ListedSessions of(DeviceId device, Element reply) {
        Map<Long, Entry> sessions = new HashMap<>();
        XmlTree.of(device, reply).children(Names.NETCONF, "data").stream()
                .flatMap(data -> data.children(MONITORING, "netconf-state").stream())
                .flatMap(state -> state.children("sessions").stream())
                .flatMap(all -> all.children("session").stream())
                .forEach(session -> said(session, "session-id", Long::valueOf)
                        .ifPresent(number -> sessions.put(number, entry(session))));
        return new ListedSessions(sessions);
    }

    private static Entry entry(XmlTree session) {
        return new Entry(session.text("username").orElse(""), said(session, "login-time", XmlTree::dateAndTime));
    }

    private static <T> Optional<T> said(XmlTree session, String leaf, Function<String, T> type) {
        try {
            return session.value(leaf, type);
        } catch (SouthboundFailure nonsense) {
            return Optional.empty();
        }
    }
}
