package org.openmfs.agent.key;

import java.util.regex.Pattern;

/** Names an MFS CF; the same string as in the URI {@code urn:mfs:cf:NAME} of its certificate. */
public record CfId(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?");

    public CfId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("CF id must be 1..64 letters, digits, '.', '_' or '-': " + name);
        }
    }

    /** The form carried as subject alternative name. */
    public String uri() {
        return "urn:mfs:cf:" + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
