package org.openmfs.agent.methods.psk;

/** What a look at the file of pre-shared keys found. */
public sealed interface PskLook {
    /** What it was at the look before. */
    record Same() implements PskLook {}

    /** Another file than before, of which every line is right. */
    record Usable() implements PskLook {}

    /**
     * Another file than before, that cannot be used, or none.
     *
     * @param why names the file and the line, never its content
     */
    record Unusable(String why) implements PskLook {}
}
