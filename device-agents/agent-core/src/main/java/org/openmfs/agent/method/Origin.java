package org.openmfs.agent.method;

import java.util.regex.Pattern;

/**
 * Where one of a key's secrets came from.
 *
 * @param externalId names a key of others that is used once, for example a QKD key_ID; empty where the method makes its
 *     secret itself, or from a key that lasts; at most 256 characters, never secret
 */
public record Origin(MethodId method, String externalId) {
    private static final Pattern FORM = Pattern.compile("[!-~]{0,256}");

    public Origin {
        if (!FORM.matcher(externalId).matches()) {
            throw new IllegalArgumentException("external id must be at most 256 printable characters without blanks");
        }
    }

    /** Of a method that uses no key of others up. */
    public static Origin of(MethodId method) {
        return new Origin(method, "");
    }

    /** Whether a key of others is used up. */
    public boolean isExternal() {
        return !externalId.isEmpty();
    }
}
