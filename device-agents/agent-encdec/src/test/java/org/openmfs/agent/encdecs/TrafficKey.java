package org.openmfs.agent.encdecs;

import java.security.SecureRandom;
import org.openmfs.agent.encdec.DirectionalKey;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

/** A random key for both directions of a link under test. */
public record TrafficKey(DirectionalKey nearToFar, DirectionalKey farToNear) implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_OCTETS = 32;
    private static final int SALT_OCTETS = 12;

    public static TrafficKey random() {
        return named(KeyId.random(RANDOM));
    }

    /** New bytes under a given name. */
    public static TrafficKey named(KeyId id) {
        return new TrafficKey(direction(id, KEY_OCTETS), direction(id, KEY_OCTETS));
    }

    static TrafficKey ofOctets(int octets) {
        KeyId id = KeyId.random(RANDOM);
        return new TrafficKey(direction(id, octets), direction(id, octets));
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static DirectionalKey direction(KeyId id, int octets) {
        return new DirectionalKey(id, KeyMaterial.taking(bytes(octets)), bytes(SALT_OCTETS));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    public KeyId id() {
        return nearToFar.id();
    }

    @Override
    public void close() {
        nearToFar.close();
        farToNear.close();
    }
}
