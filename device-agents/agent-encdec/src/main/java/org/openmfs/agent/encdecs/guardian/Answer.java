package org.openmfs.agent.encdecs.guardian;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guardian says of itself.
 *
 * @param fired when it last removed something that nobody has taken note of, or 0
 * @param plan what it still has to do
 */
record Answer(long pid, Ip ip, long fired, Plan plan) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,9}) ([012]) (\\d{1,15}) (.*)");

    /** The ip(8) that waits for the lines: not known to read them yet, known to, or ending again and again. */
    enum Ip {
        STARTED,
        READY,
        FAILING
    }

    /** The answer to the question of that number, or empty for any other text. */
    static Optional<Answer> parse(String line, long number) {
        Matcher form = FORM.matcher(line);
        if (!form.matches() || Long.parseLong(form.group(1)) != number) {
            return Optional.empty();
        }
        return Plan.parse(form.group(5))
                .map(plan -> new Answer(
                        Long.parseLong(form.group(2)),
                        Ip.values()[Integer.parseInt(form.group(3))],
                        Long.parseLong(form.group(4)),
                        plan));
    }
}
