package org.openmfs.standalone;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known word a mistyped one was meant to be: the nearest in letters added, left out, exchanged or swapped. */
final class NearestWord {
    private static final int FAR = 3;

    private NearestWord() {}

    /** Empty where none is near. */
    static Optional<String> of(String word, Collection<String> known) {
        return known.stream()
                .filter(one -> distance(word, one) < FAR)
                .min(Comparator.comparingInt(one -> distance(word, one)));
    }

    private static int distance(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, i, j, a.charAt(i - 1) == b.charAt(j - 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[a.length()][b.length()];
    }

    private static int step(int[][] least, int i, int j, boolean same) {
        int added = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
        return Math.min(added, least[i - 1][j - 1] + (same ? 0 : 1));
    }
}
