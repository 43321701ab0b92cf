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
 * @param life of what is made
 */
record PkiOrder(Path folder, List<CfId> names, Duration life, Act act) {
    static final String DAYS = "--days";
    static final String RENEW = "--renew";
    static final String REVOKE = "--revoke";
    private static final long MOST_DAYS = 3650;

    /** What is done with the names. */
    enum Act {
        /** Identities are made that are not there yet. */
        MAKE(397, 1),
        /** Those that are there are made anew. */
        RENEW(397, 1),
        /** Those that are there are put on the list of what is revoked, which is renewed in any case. */
        REVOKE(30, 0);

        private final long defaultDays;
        private final int leastNames;

        Act(long defaultDays, int leastNames) {
            this.defaultDays = defaultDays;
            this.leastNames = leastNames;
        }
    }

    /**
     * @param program knows what a mistyped option was meant to be
     * @throws IllegalArgumentException saying what was expected
     */
    static PkiOrder of(Program program, String... arguments) {
        CommandLine given = program.read(arguments);
        Act act = act(program, given);
        long days = given.value(DAYS).map(text -> days(program, text)).orElse(act.defaultDays);
        List<String> plain = given.words();
        if (plain.size() < 1 + act.leastNames || plain.getFirst().isBlank()) {
            throw program.wrong(act.leastNames == 0 ? "expected a folder" : "expected a folder and the name of a CF");
        }
        return new PkiOrder(
                Path.of(plain.getFirst()), names(program, plain.subList(1, plain.size())), Duration.ofDays(days), act);
    }

    private static Act act(Program program, CommandLine given) {
        if (given.has(RENEW) && given.has(REVOKE)) {
            throw program.wrong(RENEW + " and " + REVOKE + ": expected one of them; revoke first, then renew");
        }
        if (given.has(REVOKE)) {
            return Act.REVOKE;
        }
        return given.has(RENEW) ? Act.RENEW : Act.MAKE;
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
