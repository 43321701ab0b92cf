package org.openmfs.agent.association;

import java.util.Locale;

/** Why a CF refuses what its peer asks. On the wire it is a word; a word that is not known here is {@link #OTHER}. */
public enum RefusalReason {
    UNKNOWN_ASSOCIATION,
    NO_COMMON_SUITE,
    BELOW_FLOOR,
    ENC_DEC_DIFFERS,
    METHOD_UNREACHABLE,
    METHOD_EXHAUSTED,
    METHOD_FAILED,
    AUTHENTICATION_FAILED,
    KEY_CONFIRMATION_FAILED,
    UNKNOWN_KEY,
    SLOT_IN_USE,
    ENC_DEC_FAILED,
    BUSY,
    OTHER;

    /** As it is written in the protocol. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static RefusalReason of(String word) {
        for (RefusalReason known : values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        return OTHER;
    }
}
