package org.openmfs.house;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of what the MFS functional architecture asks for.
 *
 * @param id as tests name it, for example {@code F2c}
 * @param what in the words of the document
 */
record Requirement(String id, String what) {
    static final int COUNT = 69;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][A-Za-z0-9-]*) \\| ([^|]+?) \\|");

    /** The rows of a Markdown table whose first two columns are id and text; other text is passed over. */
    static List<Requirement> rowsOf(String markdown) {
        return ROW.matcher(markdown)
                .results()
                .map(row -> new Requirement(row.group(1), row.group(2)))
                .toList();
    }
}
