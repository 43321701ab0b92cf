package org.openmfs.agent.methods.qkd014;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.methods.https.HttpsAnswer;

/**
 * Reads the one key of a Key container (ETSI GS QKD 014, clause 6.3) without a String of the key, and refuses every
 * container that does not hold exactly one key of the length asked for.
 */
final class KeyContainer implements AutoCloseable {
    private final JsonScanner json;
    private boolean listed;
    private int keys;
    private String id = "";
    private byte[] encoded = new byte[0];

    private KeyContainer(JsonScanner json) {
        this.json = json;
    }

    /** A key as the KME delivered it. */
    record DeliveredKey(KeyExternalId id, KeyMaterial key) implements AutoCloseable {
        @Override
        public void close() {
            key.close();
        }
    }

    @MustBeClosed
    static DeliveredKey read(HttpsAnswer answer, KeyLength length) throws MethodFailure {
        try (KeyContainer container = new KeyContainer(JsonScanner.of(answer.content()))) {
            container.scan();
            container.requireKey(answer);
            return container.only(length);
        }
    }

    private void scan() throws MethodFailure {
        try {
            json.object(this::member);
            json.end();
        } catch (JsonScanner.NotJson e) {
            throw malformed("is not a key container: " + e.getMessage());
        }
    }

    private void member(String name) throws JsonScanner.NotJson {
        if (name.equals("keys")) {
            listed = true;
            json.arrayOrNull(() -> {
                keys++;
                json.object(this::keyMember);
            });
        } else {
            json.skip();
        }
    }

    private void keyMember(String name) throws JsonScanner.NotJson {
        switch (name) {
            case "key_ID" -> id = json.string();
            case "key" -> {
                wipe();
                encoded = json.octets();
            }
            default -> json.skip();
        }
    }

    /** A list of no keys is how some say that the pool is empty. */
    private void requireKey(HttpsAnswer answer) throws MethodFailure {
        if (listed && keys == 0) {
            String words = KmeWords.of(answer).text();
            throw new MethodFailure(
                    MethodFailure.Reason.EXHAUSTED,
                    "the KME answered with a list of no keys, it has no key to give now"
                            + (words.isEmpty() ? "" : ": " + words));
        }
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the delivered key closes it
    private DeliveredKey only(KeyLength length) throws MethodFailure {
        if (keys != 1) {
            throw malformed("holds " + keys + " keys instead of 1");
        }
        Optional<KeyExternalId> readable = KeyExternalId.parse(id);
        if (readable.isEmpty()) {
            throw malformed("holds a key whose key_ID is not a UUID");
        }
        return new DeliveredKey(readable.get(), KeyMaterial.taking(decoded(length)));
    }

    private byte[] decoded(KeyLength length) throws MethodFailure {
        byte[] text = letters();
        byte[] room = new byte[text.length];
        try {
            int octets = Base64.getDecoder().decode(text, room);
            if (octets != length.octets()) {
                throw malformed("holds a key of " + octets * Byte.SIZE + " bits instead of " + length.bits());
            }
            byte[] key = Arrays.copyOf(room, octets);
            requireSecret(key);
            return key;
        } catch (IllegalArgumentException e) {
            throw malformed("holds a key that is not base64 of " + length.bits() + " bits");
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(room, (byte) 0);
        }
    }

    /** In the alphabet of RFC 4648, section 4: libraries break lines, end with one, or write the alphabet for URLs. */
    private byte[] letters() {
        int count = 0;
        for (byte letter : encoded) {
            switch (letter) {
                case '\r', '\n' -> {}
                case '-' -> encoded[count++] = '+';
                case '_' -> encoded[count++] = '/';
                default -> encoded[count++] = letter;
            }
        }
        return Arrays.copyOf(encoded, count);
    }

    /** A KME without a source of randomness gives zeros, or a pattern to see whether anybody looks. */
    private static void requireSecret(byte[] key) throws MethodFailure {
        int different = 0;
        for (byte octet : key) {
            different |= octet ^ key[0];
        }
        if (different == 0) {
            throw malformed("holds a key of equal octets, which is no secret");
        }
    }

    private static MethodFailure malformed(String what) {
        return new MethodFailure(MethodFailure.Reason.MALFORMED, "the KME's answer " + what);
    }

    private void wipe() {
        Arrays.fill(encoded, (byte) 0);
    }

    @Override
    public void close() {
        wipe();
    }
}
