package org.openmfs.agent.encdec;

import java.util.regex.Pattern;
import org.openmfs.agent.key.KeyLength;

/**
 * What an Enc/Dec makes of a key. Both ends of an association must have the same, or no frame would pass.
 *
 * @param kind for example {@code macsec}
 * @param cipherSuite for example {@code gcm-aes-xpn-256}
 * @param key length of the key of one direction
 */
public record Profile(String kind, String cipherSuite, KeyLength key, Shape shape) {
    private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[a-z0-9.+-]{0,62}[a-z0-9])?");

    public Profile {
        require("kind", kind);
        require("cipher suite", cipherSuite);
    }

    private static void require(String what, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 1..64 of a-z 0-9 . + - and begin and end with a letter or digit");
        }
    }

    /** For people, and for the journal. */
    public String text() {
        return kind + " " + cipherSuite + ", " + key.bits() + " bits, " + shape.slots() + " slots, keys "
                + shape.keys().word() + ", salt " + shape.saltOctets() + " octets";
    }

    @Override
    public String toString() {
        return text();
    }
}
