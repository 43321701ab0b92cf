package org.openmfs.agent.key;

import java.util.regex.Pattern;

/** Names an association, the same at both ends; given by the MFS Network Manager. */
public record AssociationId(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._/-]{0,126}[A-Za-z0-9])?");

    public AssociationId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("association id must be 1..128 of A-Z a-z 0-9 . _ / - : " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
