package org.openmfs.mutation;

import java.util.regex.Pattern;

/**
 * Which of all mutants of a module are tried.
 *
 * @param seed that draws them
 * @param size how many are drawn
 * @param only what is found in the names of the classes whose mutants are tried, of those that were drawn
 */
record Draw(long seed, int size, Pattern only) {
    private static final String ALL = ".";

    /** Whether all that are drawn are tried, so that their count is one of the module. */
    boolean whole() {
        return only.pattern().equals(ALL);
    }
}
