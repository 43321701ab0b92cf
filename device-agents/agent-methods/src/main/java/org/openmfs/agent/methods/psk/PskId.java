package org.openmfs.agent.methods.psk;

import java.util.regex.Pattern;

/** Names a pre-shared key at both CFs that hold it. */
public record PskId(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    public PskId {
        if (!isPskId(name)) {
            throw new IllegalArgumentException("PSK id must be 1..64 letters, digits, '.', '_' or '-'");
        }
    }

    /** Whether the text has the form of such a name. */
    static boolean isPskId(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
