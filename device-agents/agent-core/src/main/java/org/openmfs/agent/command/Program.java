package org.openmfs.agent.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a program answers without doing anything: how it is called, which version it is, and what a mistyped option was
 * meant to be.
 *
 * @param options its own
 */
public record Program(String name, String usage, List<String> options) {
    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    /** In letters added, left out, exchanged or swapped. */
    private static final int FAR = 3;

    public Program {
        options = List.copyOf(options);
    }

    /** Whether it was asked for help or version and has answered. */
    public boolean answers(PrintStream out, String... arguments) {
        List<String> asked = List.of(arguments);
        if (asked.contains(HELP)) {
            out.println(usage.stripTrailing());
            out.println("  " + HELP + "     this text");
            out.println("  " + VERSION + "  which version and commit this is");
            return true;
        }
        if (asked.contains(VERSION)) {
            out.println(name + " "
                    + Optional.ofNullable(System.getenv("MFS_VERSION")).orElse("of no build"));
            return true;
        }
        return false;
    }

    /** What to say of an option that there is not. */
    public String unknown(String option) {
        List<String> known = new ArrayList<>(options);
        known.addAll(List.of(HELP, VERSION));
        return "there is no option " + option + "; "
                + known.stream()
                        .filter(one -> distance(option, one) < FAR)
                        .min(Comparator.comparingInt(one -> distance(option, one)))
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse(HELP + " lists them");
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
