package org.openmfs.agent.key;

/** How far a key has come on one side; journalled before any message that depends on it leaves. */
public enum KeyStage {
    /** Not in the journal. */
    UNKNOWN,
    /** Derived, the peer's proof not yet seen. */
    DERIVED,
    /** Both proofs seen: in stock, may be used. */
    CONFIRMED,
    /** Prepared: accepting frames under it, sending none. */
    RECEIVING,
    /** Sending under it. */
    SENDING,
    /** Replaced; no frame is sent under it, late frames are still accepted. */
    REPLACED,
    /** Removed and destroyed. */
    GONE
}
