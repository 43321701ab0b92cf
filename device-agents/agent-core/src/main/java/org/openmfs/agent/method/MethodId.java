package org.openmfs.agent.method;

import java.util.regex.Pattern;

/** Names a key exchange method, for example {@code ml-kem-1024}, {@code qkd-014} or {@code psk-hmac}. */
public record MethodId(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    public MethodId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("method id must be 1..64 lower-case letters, digits or '-': " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
