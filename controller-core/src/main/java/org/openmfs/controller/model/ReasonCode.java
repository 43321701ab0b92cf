package org.openmfs.controller.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why something is not as desired; each is an identity of the same name in YANG module mfs-types. */
public enum ReasonCode {
    UNKNOWN_ENDPOINT,
    UNKNOWN_CLASS,
    NO_ENCRYPTION_POINT,
    NO_COMMON_METHOD,
    DIVERSITY_NOT_MET,
    METHOD_FORBIDDEN,
    NO_KEY_PATH,
    NO_DATA_PATH,
    KEY_RATE_INSUFFICIENT,
    LINK_DOWN,
    LINK_OVERLOADED,
    QBER_TOO_HIGH,
    DEVICE_UNKNOWN,
    DEVICE_UNREACHABLE,
    DEVICE_REFUSED,
    DEVICE_UNSUPPORTED,
    HOST_KEY_MISMATCH,
    CREDENTIAL_REFUSED,
    MANAGER_UNREACHABLE,
    MANAGER_REFUSED,
    METHOD_UNREACHABLE,
    METHOD_EXHAUSTED,
    METHOD_FAILED,
    NO_COMMON_SUITE,
    BELOW_FLOOR,
    KEY_CONFIRMATION_FAILED,
    STOCK_EMPTY,
    KEY_EXPIRED,
    ENC_DEC_FAILED,
    KEY_LINK_MISSING,
    LIGHT_PATH_MISSING,
    ASSOCIATION_MISSING,
    PEER_UNREACHABLE,
    CERTIFICATE_EXPIRES,
    CONFLICT,
    SUSPENDED_BY_OPERATOR,
    TIMED_OUT,
    INTERNAL;

    /** The name of the identity. */
    public String identity() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ReasonCode> of(String identity) {
        return Arrays.stream(values())
                .filter(code -> code.identity().equals(identity))
                .findFirst();
    }
}
