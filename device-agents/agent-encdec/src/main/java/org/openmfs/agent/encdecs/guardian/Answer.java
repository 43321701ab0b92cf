package org.openmfs.agent.encdecs.guardian;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a guardian says of itself.
 *
 * @param fit if an ip(8) waits for its lines
 * @param fired when it last removed something that nobody has taken note of, or 0
 * @param plan what it still has to do
 */
record Answer(long pid, boolean fit, long fired, Plan plan) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,9}) ([01]) (\\d{1,15}) (.*)");

    /** The answer to the question of that number, or empty for any other text. */
    static Optional<Answer> parse(String line, long number) {
        Matcher form = FORM.matcher(line);
        if (!form.matches() || Long.parseLong(form.group(1)) != number) {
            return Optional.empty();
        }
        return Plan.parse(form.group(5))
                .map(plan -> new Answer(
                        Long.parseLong(form.group(2)),
                        form.group(3).equals("1"),
                        Long.parseLong(form.group(4)),
                        plan));
    }
}
