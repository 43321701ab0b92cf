package org.openmfs.agent.methods.qkd014;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key_ID: a UUID in its text form (ETSI GS QKD 014, clause 6.3; RFC 9562, section 4).
 *
 * @param text as the KME wrote it; KMEs may compare it letter by letter
 */
record KeyExternalId(String text) {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    KeyExternalId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("key_ID is not a UUID");
        }
    }

    static Optional<KeyExternalId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeyExternalId(text)) : Optional.empty();
    }

    static Optional<KeyExternalId> parse(byte[] ascii) {
        return parse(new String(ascii, StandardCharsets.ISO_8859_1));
    }

    byte[] ascii() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The one form of this id, whatever letters the KME uses. */
    String canonical() {
        return text.toLowerCase(Locale.ROOT);
    }
}
