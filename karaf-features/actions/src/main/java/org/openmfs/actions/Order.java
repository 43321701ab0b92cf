package org.openmfs.actions;

import java.util.Comparator;

/** In which order things are listed. */
final class Order {
    /** Numbers by their size. */
    static final Comparator<Entry> BY_ID =
            Comparator.comparing((Entry entry) -> number(entry.id())).thenComparing(Entry::id);

    private static final int LONGEST_NUMBER = 18;

    private Order() {}

    private static long number(String id) {
        boolean isNumber = !id.isEmpty()
                && id.length() <= LONGEST_NUMBER
                && id.chars().allMatch(sign -> sign >= '0' && sign <= '9');
        return isNumber ? Long.parseLong(id) : Long.MAX_VALUE;
    }
}
