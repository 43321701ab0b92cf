package org.openmfs.agent.encdec;

import java.util.Arrays;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;

/**
 * The key of one direction of traffic, with the salt that its cipher suite needs (for MACsec's XPN cipher suites 12 octets,
 * IEEE 802.1AE 14.8), 0..64 octets.
 *
 * @param id names the combined key that both directions come from
 * @param number of the key in the order in which this Enc/Dec is given keys, from 1
 * @param key owned by whoever made this record, who closes it after the call it is passed to
 */
public record DirectionalKey(KeyId id, long number, KeyMaterial key, byte[] salt) implements AutoCloseable {
    private static final int LONGEST_SALT = 64;

    public DirectionalKey {
        if (number < 1) {
            throw new IllegalArgumentException("keys are numbered from 1, not " + number);
        }
        if (salt.length > LONGEST_SALT) {
            throw new IllegalArgumentException("a salt has at most 64 octets, not " + salt.length);
        }
        salt = salt.clone();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public void close() {
        key.close();
        Arrays.fill(salt, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DirectionalKey that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "DirectionalKey[" + id + "]";
    }
}
