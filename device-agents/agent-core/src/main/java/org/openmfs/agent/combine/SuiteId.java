package org.openmfs.agent.combine;

import java.util.regex.Pattern;

/** Names a suite in negotiation, transcript and key information. */
public record SuiteId(String name) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9+.-]{0,126}[a-z0-9])?");

    public SuiteId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("suite id must be 1..128 of a-z 0-9 + . - : " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
