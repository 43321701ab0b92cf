package org.openmfs.northbound.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets under a passphrase: AES-256-GCM (SP 800-38D) with the secret's place as additional data, under a key that
 * PBKDF2 with HMAC-SHA-512 (SP 800-132) makes of the passphrase. What opening needs, but the passphrase, stands in front of
 * the sealed value: name, iterations, salt, nonce.
 */
final class Seal {
    /** OWASP's least for this function is 210,000. */
    private static final int ITERATIONS = 600_000;
    /** More would only keep the machine busy. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final String NAME = "pbkdf2-hmac-sha512";
    private static final String B64 = "([A-Za-z0-9_-]+)";
    private static final Pattern SEALED =
            Pattern.compile(NAME + "\\.([1-9][0-9]{0,8})\\." + B64 + "\\." + B64 + "\\." + B64);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final char[] passphrase;
    private final byte[] salt = random(SALT_BYTES);
    private final Map<String, SecretKeySpec> keys = new HashMap<>();

    Seal(char[] passphrase) {
        this.passphrase = passphrase.clone();
    }

    /** @param place what the secret is opened for only */
    String seal(String place, String secret) {
        byte[] nonce = random(NONCE_BYTES);
        byte[] clear = secret.getBytes(UTF_8);
        try {
            byte[] box = cipher(Cipher.ENCRYPT_MODE, key(ITERATIONS, salt), nonce, place)
                    .doFinal(clear);
            return String.join(".", NAME, Integer.toString(ITERATIONS), text(salt), text(nonce), text(box));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** Whether a text has the form of a sealed value. */
    static boolean isSealed(String text) {
        Matcher parts = SEALED.matcher(text);
        return parts.matches()
                && Integer.parseInt(parts.group(1)) <= MOST_ITERATIONS
                && bytes(parts.group(2)).isPresent()
                && bytes(parts.group(3))
                        .filter(nonce -> nonce.length == NONCE_BYTES)
                        .isPresent()
                && bytes(parts.group(4)).isPresent();
    }

    /** The secret; empty if it was sealed under another passphrase or for another place, or was changed. */
    Optional<String> open(String place, String sealed) {
        Matcher parts = SEALED.matcher(sealed);
        if (!isSealed(sealed) || !parts.matches()) {
            return Optional.empty();
        }
        byte[] nonce = bytes(parts.group(3)).orElseThrow();
        byte[] box = bytes(parts.group(4)).orElseThrow();
        try {
            SecretKeySpec key =
                    key(Integer.parseInt(parts.group(1)), bytes(parts.group(2)).orElseThrow());
            return Optional.of(
                    new String(cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(box), UTF_8));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher;
    }

    /** Takes a third of a second for each salt. */
    private SecretKeySpec key(int iterations, byte[] from) throws GeneralSecurityException {
        String which = iterations + "." + text(from);
        SecretKeySpec known = keys.get(which);
        if (known != null) {
            return known;
        }
        PBEKeySpec spec = new PBEKeySpec(passphrase, from, iterations, KEY_BITS);
        byte[] made = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(spec)
                .getEncoded();
        spec.clearPassword();
        SecretKeySpec key = new SecretKeySpec(made, "AES");
        Arrays.fill(made, (byte) 0);
        keys.put(which, key);
        return key;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
