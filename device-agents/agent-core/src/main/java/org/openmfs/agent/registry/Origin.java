package org.openmfs.agent.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;

/**
 * Where one of a key's secrets came from.
 *
 * @param externalId what the method's message names, for example a QKD key_ID; of a message that is no short text, its
 *     SHA-256; at most 256 characters, never secret
 */
public record Origin(MethodId method, String externalId) {
    private static final int LONGEST = 256;
    private static final Pattern FORM = Pattern.compile("[!-~]{0," + LONGEST + "}");

    public Origin {
        if (!FORM.matcher(externalId).matches()) {
            throw new IllegalArgumentException("external id must be at most 256 printable characters without blanks");
        }
    }

    /** Named by the message that the initiator's module sent. */
    public static Origin of(MethodId method, MethodMessage offer) {
        byte[] body = offer.body();
        boolean text = body.length <= LONGEST;
        for (int i = 0; text && i < body.length; i++) {
            text = body[i] > ' ' && body[i] <= '~';
        }
        return new Origin(method, text ? new String(body, StandardCharsets.US_ASCII) : digest(body));
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
