package org.openmfs.agent.key;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names a combined key at both ends: 128 bits, written as 32 lower-case hexadecimal digits.
 *
 * <p>The length is that of a MACsec key identifier (IEEE 802.1AE, 9.10), so that the kernel can report it back.
 */
public record KeyId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int OCTETS = 16;

    public KeyId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("key id must be 32 lower-case hexadecimal digits");
        }
    }

    /** A fresh identifier; in production the generator is a {@link SecureRandom}. */
    public static KeyId random(RandomGenerator random) {
        byte[] id = new byte[OCTETS];
        random.nextBytes(id);
        return new KeyId(HexFormat.of().formatHex(id));
    }

    @Override
    public String toString() {
        return hex;
    }
}
