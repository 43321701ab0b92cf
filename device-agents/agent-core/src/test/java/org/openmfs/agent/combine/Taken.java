package org.openmfs.agent.combine;

import org.openmfs.agent.key.KeyMaterial;

/** Key material for tests, whose caller closes it or leaves it. */
final class Taken {
    private Taken() {}

    @SuppressWarnings("MustBeClosedChecker")
    static KeyMaterial of(byte[] bytes) {
        return KeyMaterial.taking(bytes);
    }
}
