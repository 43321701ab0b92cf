package org.openmfs.agent.protocol;

import java.util.Locale;
import org.openmfs.agent.method.MethodFailure;

/**
 * Why an association is not as desired, and why a CF refuses what its peer asks: a word of YANG type {@code reason} of
 * module mfs-types, and the same word on the wire. A word of a peer's that is not known here is {@link #OTHER}.
 */
public enum ReasonCode {
    METHOD_UNREACHABLE,
    METHOD_EXHAUSTED,
    METHOD_FAILED,
    NO_COMMON_SUITE,
    BELOW_FLOOR,
    WEAKER_SUITE,
    KEY_CONFIRMATION_FAILED,
    AUTHENTICATION_FAILED,
    STOCK_EMPTY,
    KEY_EXPIRED,
    ENC_DEC_FAILED,
    ENC_DEC_DIFFERS,
    NOT_PROVED,
    PEER_UNREACHABLE,
    ASSOCIATION_MISSING,
    GIVEN_UP_THERE,
    UNKNOWN_KEY,
    SLOT_IN_USE,
    BUSY,
    OTHER,
    JOURNAL_FAILED,
    INTERNAL;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static ReasonCode of(String word) {
        for (ReasonCode known : values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        return OTHER;
    }

    /** A method's failure. */
    public static ReasonCode ofMethod(MethodFailure.Reason reason) {
        return switch (reason) {
            case UNREACHABLE -> METHOD_UNREACHABLE;
            case EXHAUSTED -> METHOD_EXHAUSTED;
            case REFUSED, MALFORMED, REUSED, PEER_MESSAGE -> METHOD_FAILED;
        };
    }

    /** Whether a CF says so when it refuses what its peer asks. */
    boolean refuses() {
        return switch (this) {
            case METHOD_UNREACHABLE,
                    METHOD_EXHAUSTED,
                    METHOD_FAILED,
                    NO_COMMON_SUITE,
                    BELOW_FLOOR,
                    KEY_CONFIRMATION_FAILED,
                    AUTHENTICATION_FAILED,
                    ENC_DEC_FAILED,
                    ENC_DEC_DIFFERS,
                    NOT_PROVED,
                    ASSOCIATION_MISSING,
                    UNKNOWN_KEY,
                    SLOT_IN_USE,
                    BUSY,
                    OTHER -> true;
            case WEAKER_SUITE, STOCK_EMPTY, KEY_EXPIRED, PEER_UNREACHABLE, GIVEN_UP_THERE, JOURNAL_FAILED, INTERNAL ->
                false;
        };
    }

    /** Whether what is refused for it may be taken with other settings or a mended file at the responder, which then says so. */
    public boolean isCurable() {
        return concernsTheSuite() || this == ENC_DEC_DIFFERS;
    }

    /** Whether another suite might do where this one failed. */
    public boolean concernsTheSuite() {
        return switch (this) {
            case METHOD_UNREACHABLE, METHOD_EXHAUSTED, METHOD_FAILED, NO_COMMON_SUITE, BELOW_FLOOR -> true;
            default -> false;
        };
    }
}
