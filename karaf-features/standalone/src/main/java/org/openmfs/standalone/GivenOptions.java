package org.openmfs.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which options stand on a command line, each once and with its value. */
final class GivenOptions {
    private static final List<String> KNOWN = List.of(
            "--data",
            "--http",
            "--tls-cert",
            "--tls-key",
            "--add-user",
            "--role",
            "--export",
            "--import",
            "--check",
            "--replace",
            "--passphrase-file",
            "--karaf",
            "--version",
            "--help");
    private static final List<String> WITHOUT_VALUE = List.of("--replace", "--karaf", "--version", "--help");
    private static final int LONGEST_SHOWN = 60;

    private final Map<String, String> given = new HashMap<>();

    /** @throws IllegalArgumentException if they can't be understood; the message says why in one line */
    GivenOptions(List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (!KNOWN.contains(word)) {
                throw new IllegalArgumentException(word.startsWith("-") ? unknown(word) : surplus(word));
            }
            if (given.putIfAbsent(word, WITHOUT_VALUE.contains(word) ? "" : value(word, rest)) != null) {
                throw new IllegalArgumentException(word + ": given twice");
            }
        }
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().isBlank() || rest.peek().startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static String unknown(String option) {
        return "there is no option " + shown(option) + "; "
                + NearestWord.of(option, KNOWN)
                        .map(meant -> "did you mean " + meant + "?")
                        .orElse("--help lists them");
    }

    private static String surplus(String word) {
        return quoted(word) + " was not expected; --help lists what is";
    }

    /** @throws IllegalArgumentException naming an option that is none of these */
    void mustBeOf(List<String> fitting, String otherwise) {
        KNOWN.stream()
                .filter(name -> given.containsKey(name) && !fitting.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(name + otherwise);
                });
    }

    boolean has(String option) {
        return given.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(given.get(option));
    }

    /** A word as it may stand in a message: on one line, not too long, nothing that a terminal obeys. */
    static String quoted(String word) {
        return "'" + shown(word) + "'";
    }

    private static String shown(String word) {
        String harmless = word.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return harmless.length() > LONGEST_SHOWN ? harmless.substring(0, LONGEST_SHOWN) + "…" : harmless;
    }
}
