package org.openmfs.agent.association;

import java.util.Locale;
import org.openmfs.agent.method.MethodFailure;

/** Why an association is not as desired; each is an identity of YANG module mfs-types with base {@code reason}. */
public enum ReasonCode {
    METHOD_UNREACHABLE,
    METHOD_EXHAUSTED,
    METHOD_FAILED,
    NO_COMMON_SUITE,
    BELOW_FLOOR,
    WEAKER_SUITE,
    KEY_CONFIRMATION_FAILED,
    STOCK_EMPTY,
    KEY_EXPIRED,
    ENC_DEC_FAILED,
    ENC_DEC_DIFFERS,
    AUTHENTICATION_FAILED,
    NOT_PROVED,
    PEER_UNREACHABLE,
    ASSOCIATION_MISSING,
    DEVICE_REFUSED,
    INTERNAL;

    /** The name of the identity. */
    public String identity() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A method's failure on this side. */
    static ReasonCode of(MethodFailure.Reason reason) {
        return switch (reason) {
            case UNREACHABLE -> METHOD_UNREACHABLE;
            case EXHAUSTED -> METHOD_EXHAUSTED;
            case REFUSED, MALFORMED, REUSED, PEER_MESSAGE -> METHOD_FAILED;
        };
    }

    /** The peer's refusal. */
    static ReasonCode of(RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_ASSOCIATION -> ASSOCIATION_MISSING;
            case UNKNOWN_KEY, SLOT_IN_USE, BUSY, OTHER -> DEVICE_REFUSED;
            case ENC_DEC_DIFFERS -> ENC_DEC_DIFFERS;
            case AUTHENTICATION_FAILED -> AUTHENTICATION_FAILED;
            case NO_COMMON_SUITE -> NO_COMMON_SUITE;
            case BELOW_FLOOR -> BELOW_FLOOR;
            case METHOD_UNREACHABLE -> METHOD_UNREACHABLE;
            case METHOD_EXHAUSTED -> METHOD_EXHAUSTED;
            case METHOD_FAILED -> METHOD_FAILED;
            case KEY_CONFIRMATION_FAILED -> KEY_CONFIRMATION_FAILED;
            case ENC_DEC_FAILED -> ENC_DEC_FAILED;
        };
    }

    /** What a responder tells the initiator of its method's failure. */
    static RefusalReason refusal(MethodFailure.Reason reason) {
        return switch (reason) {
            case UNREACHABLE -> RefusalReason.METHOD_UNREACHABLE;
            case EXHAUSTED -> RefusalReason.METHOD_EXHAUSTED;
            case REFUSED, MALFORMED, REUSED, PEER_MESSAGE -> RefusalReason.METHOD_FAILED;
        };
    }

    /** Whether another suite might do where this one failed. */
    boolean concernsTheSuite() {
        return switch (this) {
            case METHOD_UNREACHABLE, METHOD_EXHAUSTED, METHOD_FAILED, NO_COMMON_SUITE, BELOW_FLOOR -> true;
            case WEAKER_SUITE,
                    KEY_CONFIRMATION_FAILED,
                    STOCK_EMPTY,
                    KEY_EXPIRED,
                    ENC_DEC_FAILED,
                    ENC_DEC_DIFFERS,
                    AUTHENTICATION_FAILED,
                    NOT_PROVED,
                    PEER_UNREACHABLE,
                    ASSOCIATION_MISSING,
                    DEVICE_REFUSED,
                    INTERNAL -> false;
        };
    }
}
