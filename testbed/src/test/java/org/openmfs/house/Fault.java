package org.openmfs.house;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One row of {@code docs/faults.md}: a fault, the test that fails where it comes back, and a commit on which it failed.
 *
 * @param item of the issue that named the fault
 * @param source of the test, as the row links to it, relative to the folder docs
 * @param red hash of a commit, 7 to 40 hexadecimal digits
 */
record Fault(String item, String what, String test, String method, Path source, String red) {
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| (\\d[^|]*?) \\| ([^|]+?) \\| \\[(\\w+)#(\\w+)]\\(([^)]+)\\) \\| ([0-9a-f]{7,40}) \\|$");
    private static final Pattern ANY_ROW = Pattern.compile("(?m)^\\| (?!item )[^-].*$");

    /** The rows of the table; other text is passed over. */
    static List<Fault> rowsOf(String markdown) {
        return ROW.matcher(markdown)
                .results()
                .map(row -> new Fault(
                        row.group(1), row.group(2), row.group(3), row.group(4), Path.of(row.group(5)), row.group(6)))
                .toList();
    }

    /** How many lines look like rows, whether they are well formed or not. */
    static long lines(String markdown) {
        return ANY_ROW.matcher(markdown).results().count();
    }
}
