package org.openmfs.actions;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who misspelt a name. */
final class Near {
    private static final int FAR = 3;
    private static final int MOST = 3;

    private Near() {}

    /** The nearest first; none that is far from it. */
    static List<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(one -> distance(word, one) < FAR || word.length() > 1 && one.startsWith(word))
                .sorted(Comparator.comparingInt((String one) -> distance(word, one))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** How many letters are added, left out or changed (Levenshtein). */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
