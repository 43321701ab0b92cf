package org.openmfs.agent.peer.wire;

/** A peer's message that breaks the published protocol; the text tells which rule and quotes nothing. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String rule) {
        super(rule);
    }
}
