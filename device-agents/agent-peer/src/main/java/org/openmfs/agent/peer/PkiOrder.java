package org.openmfs.agent.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.command.CommandLine;
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
        CommandLine given = program.read(arguments);
        long days = given.value(DAYS).map(text -> days(program, text)).orElse(DEFAULT_DAYS);
        List<String> plain = given.words();
        if (plain.size() < 2 || plain.getFirst().isBlank()) {
            throw program.wrong("expected a folder and the name of a CF");
        }
        return new PkiOrder(
                Path.of(plain.getFirst()),
                names(program, plain.subList(1, plain.size())),
                Duration.ofDays(days),
                given.has(RENEW));
    }

    private static long days(Program program, String text) {
        if (text.matches("[0-9]{1,4}") && Long.parseLong(text) >= 1 && Long.parseLong(text) <= MOST_DAYS) {
            return Long.parseLong(text);
        }
        throw program.wrong(DAYS + ": expected a whole number 1.." + MOST_DAYS + ", not " + Program.quoted(text));
    }

    private static List<CfId> names(Program program, List<String> texts) {
        List<CfId> names = new ArrayList<>();
        for (String text : texts) {
            CfId cf = name(program, text);
            if (names.contains(cf)) {
                throw program.wrong("CF " + cf + " is named twice");
            }
            names.add(cf);
        }
        return names;
    }

    private static CfId name(Program program, String text) {
        CfId cf;
        try {
            cf = new CfId(text);
        } catch (IllegalArgumentException unfit) {
            throw program.wrong("a CF's name has 1..64 letters, digits, '.', '_' and '-', not " + Program.quoted(text));
        }
        try {
            AuthorityFolder.requireUsable(cf);
        } catch (IllegalArgumentException unusable) {
            throw program.wrong(unusable.getMessage());
        }
        return cf;
    }
}
