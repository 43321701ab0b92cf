package org.openmfs.southbound.netconf.session;

import java.util.Collection;

/**
 * What a device's NETCONF server can do, by the capabilities of its hello (RFC 6241 section 8, RFC 5277).
 *
 * @param validates a candidate can be checked before it goes live
 * @param confirms a commit can be taken back by the device itself
 * @param cancels such a commit can be taken back at once ({@code :confirmed-commit:1.1})
 * @param locksRunning what runs can be locked beside the candidate
 * @param rollsBack a failed edit leaves nothing behind
 * @param startup what runs is lost in a restart unless it is copied
 * @param interleaves requests are served on a session that gets notifications
 * @param monitors sessions are listed (RFC 6022)
 */
public record DeviceProfile(
        boolean candidate,
        boolean writableRunning,
        boolean validates,
        boolean confirms,
        boolean cancels,
        boolean locksRunning,
        boolean rollsBack,
        boolean startup,
        boolean notifies,
        boolean interleaves,
        boolean monitors) {
    private static final String CAPABILITY = "urn:ietf:params:netconf:capability:";
    private static final String MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
    /**
     * Its netconfd 2.13 ends the session at {@code validate}; commit validates there as well. While what runs is locked it
     * takes no commit back, though it says so.
     */
    private static final String YUMA = "http://netconfcentral.org/ns/yuma";

    public static DeviceProfile of(Collection<String> capabilities) {
        boolean yuma = capabilities.stream().anyMatch(capability -> capability.startsWith(YUMA));
        boolean candidate = has(capabilities, "candidate:");
        return new DeviceProfile(
                candidate,
                has(capabilities, "writable-running:"),
                candidate && has(capabilities, "validate:") && !yuma,
                candidate && has(capabilities, "confirmed-commit:"),
                candidate && has(capabilities, "confirmed-commit:1.1"),
                !yuma,
                has(capabilities, "rollback-on-error:"),
                has(capabilities, "startup:"),
                has(capabilities, "notification:"),
                has(capabilities, "interleave:"),
                capabilities.stream().anyMatch(capability -> capability.startsWith(MONITORING)));
    }

    /** Whether its configuration can be changed at all. */
    public boolean writable() {
        return candidate || writableRunning;
    }

    private static boolean has(Collection<String> capabilities, String name) {
        return capabilities.stream().anyMatch(capability -> capability.startsWith(CAPABILITY + name));
    }
}
