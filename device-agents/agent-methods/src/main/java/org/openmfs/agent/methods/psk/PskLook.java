package org.openmfs.agent.methods.psk;

/** What a look at a store of pre-shared keys found. */
public sealed interface PskLook {
    /** What it was at the look before. */
    record Same() implements PskLook {}

    /** Another state than before, in which keys can be used. */
    record Usable() implements PskLook {}

    /**
     * Another state than before, in which none can be used.
     *
     * @param why names what must be mended, never a secret
     */
    record Unusable(String why) implements PskLook {}
}
