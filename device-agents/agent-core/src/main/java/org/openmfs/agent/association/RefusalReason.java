package org.openmfs.agent.association;

/** Why a CF refuses what its peer asks; each is an identity in YANG module mfs-types. */
public enum RefusalReason {
    UNKNOWN_ASSOCIATION,
    NO_COMMON_SUITE,
    BELOW_FLOOR,
    METHOD_UNREACHABLE,
    METHOD_EXHAUSTED,
    METHOD_FAILED,
    KEY_CONFIRMATION_FAILED,
    UNKNOWN_KEY,
    SLOT_IN_USE,
    ENC_DEC_FAILED,
    BUSY
}
