package org.openmfs.agent.command;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a program is called: what it answers without doing anything, how it reads its command line, and what it says of one
 * that it can't understand.
 *
 * @param usage first how it is called, on one line, then its options
 * @param options its own, each as in its usage: {@code --renew}, or {@code --days N} where a value follows
 */
public record Program(String name, String usage, List<String> options) {
    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    /** In letters added, left out, exchanged or swapped. */
    private static final int FAR = 3;

    private static final int LONGEST_SHOWN = 60;
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^  --\\S+(?: [A-Z]+)* {2,}");

    public Program {
        options = List.copyOf(options);
    }

    /** Whether it was asked for help or version and has answered. */
    public boolean answers(PrintStream out, String... arguments) {
        List<String> asked = List.of(arguments);
        if (asked.contains(HELP)) {
            out.println(usage.stripTrailing());
            out.println(explained(VERSION, "which version and commit this is"));
            out.println(explained(HELP, "this text"));
            return true;
        }
        if (asked.contains(VERSION)) {
            out.println(name + " "
                    + Optional.ofNullable(System.getenv("MFS_VERSION")).orElse("of no build"));
            return true;
        }
        return false;
    }

    /** A line of the usage, aligned with the program's own. */
    private String explained(String option, String meaning) {
        Matcher own = EXPLAINED.matcher(usage);
        int column = own.find() ? own.end() - own.start() : 0;
        int width = Math.max(column, ("  " + VERSION + "  ").length());
        return ("  " + option + " ".repeat(width)).substring(0, width) + meaning;
    }

    /**
     * Takes a command line apart.
     *
     * @throws IllegalArgumentException where it can't be understood; the message is one line, without the program's name
     */
    public CommandLine read(String... arguments) {
        Map<String, String> given = new HashMap<>();
        List<String> words = new ArrayList<>();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (!word.startsWith("-")) {
                words.add(word);
            } else if (given.putIfAbsent(word, takesValue(word) ? value(word, rest) : "") != null) {
                throw wrong(word + ": given twice");
            }
        }
        return new CommandLine(given, words);
    }

    /**
     * The same of a program that takes nothing but options.
     *
     * @throws IllegalArgumentException where there is anything else too
     */
    public CommandLine readOptions(String... arguments) {
        CommandLine given = read(arguments);
        if (!given.words().isEmpty()) {
            throw wrong(quoted(given.words().getFirst()) + " was not expected");
        }
        return given;
    }

    /** What to throw where a command line is wrong: says what, and how the program is called. */
    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                what + "; " + usage.lines().findFirst().orElseThrow());
    }

    private boolean takesValue(String word) {
        return options.stream()
                .filter(option -> nameOf(option).equals(word))
                .findFirst()
                .orElseThrow(() -> wrong(unknown(word)))
                .contains(" ");
    }

    private String value(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().isBlank() || rest.peek().startsWith("--")) {
            throw wrong(option + " needs a value");
        }
        return rest.remove();
    }

    /** What to say of an option that there is not. */
    public String unknown(String option) {
        List<String> known =
                new ArrayList<>(options.stream().map(Program::nameOf).toList());
        known.addAll(List.of(VERSION, HELP));
        return "there is no option " + shown(option) + "; "
                + known.stream()
                        .filter(one -> distance(option, one) < FAR)
                        .min(Comparator.comparingInt(one -> distance(option, one)))
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse(HELP + " lists them");
    }

    private static String nameOf(String option) {
        return option.split(" ")[0];
    }

    /** The same between quotation marks, which show an empty one. */
    public static String quoted(String word) {
        return "'" + shown(word) + "'";
    }

    /** A word of the command line as it may stand in a message: on one line, not too long, nothing that a terminal obeys. */
    public static String shown(String word) {
        String harmless = word.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return harmless.length() > LONGEST_SHOWN ? harmless.substring(0, LONGEST_SHOWN) + "…" : harmless;
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
