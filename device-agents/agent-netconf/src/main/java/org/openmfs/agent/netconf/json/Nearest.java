package org.openmfs.agent.netconf.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which of the known words somebody meant who wrote another. */
public final class Nearest {
    private static final int FARTHEST = 3;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The known word that needs the fewest changed letters, if they are few. */
    public static Optional<String> to(String written, Collection<String> known) {
        int most = Math.min(FARTHEST, Math.max(1, written.length() / 2));
        return known.stream()
                .filter(word -> written.length() <= LONGEST && distance(written, word) <= most)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
