package org.openmfs.controller.archive;

import java.util.regex.Pattern;

/**
 * A member of the Network Manager, whose chain an archive holds.
 *
 * @param name 1..64 letters, digits, {@code .}, {@code _}, {@code -}; the first is a letter or digit
 */
public record MemberId(String name) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException if the name is of another form */
    public MemberId {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a member's name has 1..64 letters, digits, '.', '_', '-' and begins with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
