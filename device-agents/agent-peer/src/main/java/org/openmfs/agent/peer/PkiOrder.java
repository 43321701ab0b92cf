package org.openmfs.agent.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.openmfs.agent.command.Program;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.pki.AuthorityFolder;

/**
 * What {@code ./mfs pki} is asked to make.
 *
 * @param renew whether identities that are there are made anew, else such are made that are not
 */
record PkiOrder(Path folder, List<CfId> names, Duration life, boolean renew) {
    static final String DAYS = "--days";
    static final String RENEW = "--renew";
    private static final long DEFAULT_DAYS = 397;
    private static final long MOST_DAYS = 3650;

    /**
     * @param program knows what a mistyped option was meant to be
     * @throws IllegalArgumentException saying what was expected
     */
    static PkiOrder of(Program program, String... arguments) {
        Deque<String> words = new ArrayDeque<>(List.of(arguments));
        List<String> plain = new ArrayList<>();
        long days = DEFAULT_DAYS;
        boolean renew = false;
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case RENEW -> renew = true;
                case DAYS -> days = days(words);
                case String option
                when option.startsWith("-") -> throw new IllegalArgumentException(program.unknown(option));
                default -> plain.add(word);
            }
        }
        if (plain.size() < 2 || plain.getFirst().isBlank()) {
            throw new IllegalArgumentException("expected a folder and the name of a CF");
        }
        return new PkiOrder(
                Path.of(plain.getFirst()), names(plain.subList(1, plain.size())), Duration.ofDays(days), renew);
    }

    private static long days(Deque<String> words) {
        String text = words.isEmpty() ? "" : words.remove();
        if (text.matches("[0-9]{1,4}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= MOST_DAYS) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException(DAYS + ": expected a whole number 1.." + MOST_DAYS + ", not '" + text + "'");
    }

    private static List<CfId> names(List<String> texts) {
        List<CfId> names = new ArrayList<>();
        for (String name : texts) {
            CfId cf = new CfId(name);
            AuthorityFolder.requireUsable(cf);
            if (names.contains(cf)) {
                throw new IllegalArgumentException("CF " + cf + " is named twice");
            }
            names.add(cf);
        }
        return names;
    }
}
