package org.openmfs.southbound.netconf.xml;

/** What a device tells of changes of its configuration (RFC 6470), of whatever model it is. */
public final class ConfigurationChange {
    private static final String PROTOCOL_EVENTS = "urn:ietf:params:xml:ns:yang:ietf-netconf-notifications";

    private ConfigurationChange() {}

    /**
     * Whether the configuration was changed, and not by the session with this number.
     *
     * @param envelope the element that holds the event and its time
     */
    public static boolean isByOthers(XmlTree envelope, String session) {
        return envelope.children(PROTOCOL_EVENTS, "netconf-config-change").stream()
                .anyMatch(change -> change.child("changed-by").stream()
                        .flatMap(author -> author.text("session-id").stream())
                        .noneMatch(session::equals));
    }
}
