package org.openmfs.agent.methods.psk;

import java.nio.file.Path;

/**
 * Where a PKCS #11 token is, and what opens it.
 *
 * @param module the library through which it is reached, an absolute path
 * @param token its label
 * @param pinFile a file of its owner alone whose first line is the user PIN
 */
public record TokenPlace(Path module, String token, Path pinFile) {
    private static final int LONGEST_LABEL = 32;

    public TokenPlace {
        if (!isLabel(token)) {
            throw new IllegalArgumentException("a token's label has 1..32 printable ASCII characters");
        }
        if (!isModule(module)) {
            throw new IllegalArgumentException("a module's path has no '#' and no '$'");
        }
    }

    /** Whether Java's provider takes the path as it is: it begins a comment at # and looks for properties at $. */
    public static boolean isModule(Path path) {
        return path.toString().chars().noneMatch(c -> c == '#' || c == '$');
    }

    /** Whether a token can be called so. */
    public static boolean isLabel(String text) {
        return !text.isBlank() && text.length() <= LONGEST_LABEL && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
