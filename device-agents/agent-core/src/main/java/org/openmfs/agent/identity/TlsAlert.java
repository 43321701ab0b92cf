package org.openmfs.agent.identity;

import java.util.Arrays;
import java.util.Optional;

/** What a TLS alert (RFC 8446, section 6) means here, in an operator's words. */
public enum TlsAlert {
    CERTIFICATE_EXPIRED("refuses our certificate: it takes it for expired or not yet valid; compare its dates with both"
            + " ends' clocks"),
    UNKNOWN_CA("refuses our certificate: it does not know the authority that issued it"),
    CERTIFICATE_REVOKED("refuses our certificate: it was revoked"),
    BAD_CERTIFICATE("refuses our certificate: it cannot be used there"),
    UNSUPPORTED_CERTIFICATE("refuses our certificate: it is of a kind not accepted there"),
    CERTIFICATE_UNKNOWN("refuses our certificate: its name is not the one expected there, or it cannot be used"),
    ACCESS_DENIED("refuses us by name: it does not expect a call from us"),
    CERTIFICATE_REQUIRED("got no certificate of ours"),
    HANDSHAKE_FAILURE("and we have no common group, signature or protocol"),
    PROTOCOL_VERSION("and we have no common group, signature or protocol: another version of TLS"),
    INSUFFICIENT_SECURITY("and we have no common group, signature or protocol: it asks for stronger ones"),
    DECRYPT_ERROR("cannot verify our signature: a certificate and a key do not belong together"),
    NO_APPLICATION_PROTOCOL("speaks TLS, but not this protocol on top"),
    UNRECOGNIZED_NAME("does not serve under the name asked for");

    private final String words;

    TlsAlert(String words) {
        this.words = words;
    }

    /** What it means when that side sent it. */
    public String sentBy(String who) {
        return who + " " + words;
    }

    /** The alert that a message of a TLS library names. */
    public static Optional<TlsAlert> in(String message) {
        return Arrays.stream(values())
                .filter(alert -> message.contains(alert.name().toLowerCase(java.util.Locale.ROOT)))
                .findFirst();
    }
}
