package org.openmfs.northbound.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Tells almost every wrong password at once, beside the slow hash that tells the right one: 16 bits of SHA-256 over a salt of
 * its own and the password. Of the 144 random bits that a password has it gives 16 away, to who has the file.
 *
 * @param salt base64
 * @param bits hexadecimal
 */
record QuickCheck(String salt, String bits) {
    private static final int SALT_OCTETS = 16;
    private static final int OCTETS = 2;

    static QuickCheck of(char[] password, SecureRandom random) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return new QuickCheck(Base64.getEncoder().encodeToString(salt), bits(password, salt));
    }

    /** Whether it may be the right one. */
    boolean passes(char[] password) {
        return bits(password, Base64.getDecoder().decode(salt)).equals(bits);
    }

    private static String bits(char[] password, byte[] salt) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            digest.update(UTF_8.encode(CharBuffer.wrap(password)));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
