package org.openmfs.agent.encdec;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

/** A random key for both directions of a link under test. */
public record TrafficKey(DirectionalKey nearToFar, DirectionalKey farToNear) implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final int KEY_OCTETS = 32;
    private static final int SALT_OCTETS = 12;

    public static TrafficKey random() {
        return ofOctets(KEY_OCTETS);
    }

    /** New bytes under the name and number of another. */
    public static TrafficKey namedAs(TrafficKey other) {
        long number = other.nearToFar.number();
        return new TrafficKey(direction(other.id(), number, KEY_OCTETS), direction(other.id(), number, KEY_OCTETS));
    }

    static TrafficKey ofOctets(int octets) {
        KeyId id = KeyId.random(RANDOM);
        long number = NUMBERS.incrementAndGet();
        return new TrafficKey(direction(id, number, octets), direction(id, number, octets));
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static DirectionalKey direction(KeyId id, long number, int octets) {
        return new DirectionalKey(id, number, KeyMaterial.taking(bytes(octets)), bytes(SALT_OCTETS));
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
