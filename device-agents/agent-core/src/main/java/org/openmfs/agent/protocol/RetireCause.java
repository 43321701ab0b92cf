package org.openmfs.agent.protocol;

import java.util.Locale;

/** Why an initiator gives up a key that may be in use. On the wire it is a word; one that is not known here is {@link #OTHER}. */
public enum RetireCause {
    /** For another reason, such as that it was replaced, or the initiator does not say. */
    OTHER,
    /** The initiator's association is withdrawn. */
    WITHDRAWN,
    /** The key may be used no longer, and there is no other: the initiator stopped traffic. */
    EXPIRED;

    /** As it is written in the protocol. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A cause is only told: one that is not known keeps no key from being destroyed. */
    public static RetireCause of(String word) {
        for (RetireCause known : values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        return OTHER;
    }
}
