package org.openmfs.agent.association;

/** Why an initiator gives up a key that may be in use. */
public enum RetireCause {
    /** For another reason, such as that it was replaced, or the initiator does not say. */
    OTHER,
    /** The initiator's association is withdrawn. */
    WITHDRAWN,
    /** The key may be used no longer, and there is no other: the initiator stopped traffic. */
    EXPIRED
}
