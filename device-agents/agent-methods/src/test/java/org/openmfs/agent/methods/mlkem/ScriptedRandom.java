package org.openmfs.agent.methods.mlkem;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;

/** A source of randomness that yields the octets of a test vector, in order, and no more. */
final class ScriptedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient ByteArrayInputStream script;

    ScriptedRandom(byte[] script) {
        this.script = new ByteArrayInputStream(script);
    }

    @Override
    public void nextBytes(byte[] octets) {
        if (script.readNBytes(octets, 0, octets.length) != octets.length) {
            throw new IllegalStateException("more randomness asked for than the vector has");
        }
    }
}
