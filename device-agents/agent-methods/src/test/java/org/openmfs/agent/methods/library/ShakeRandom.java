package org.openmfs.agent.methods.library;

import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/** The generator of HQC's known answers: SHAKE256 of the seed and an octet for the domain, squeezed call after call. */
final class ShakeRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SHAKEDigest sponge = new SHAKEDigest(256);

    ShakeRandom(byte[] seed) {
        sponge.update(seed, 0, seed.length);
        sponge.update((byte) 0);
    }

    @Override
    public void nextBytes(byte[] octets) {
        sponge.doOutput(octets, 0, octets.length);
    }
}
