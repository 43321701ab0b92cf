package org.openmfs.agent.method;

import java.util.regex.Pattern;

/** The form of names that others may add to: grounds, combiners, reasons. */
public final class Word {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9.+-]{0,62}[a-z0-9])?");

    private Word() {}

    /**
     * The same word, if it is one.
     *
     * @throws IllegalArgumentException if it is not of the form
     */
    public static String require(String what, String word) {
        if (!FORM.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    what + " must be 1..64 of a-z 0-9 . + - and begin and end with a letter or digit, not " + word);
        }
        return word;
    }
}
