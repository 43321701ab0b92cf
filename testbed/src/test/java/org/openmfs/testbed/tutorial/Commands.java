package org.openmfs.testbed.tutorial;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell commands of a Markdown page, in order.
 *
 * @param steps a heading each, with the block of shell below it
 */
record Commands(List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("(?ms)^## (?<heading>[^\\n]+)\\n.*?^```sh\\n(?<shell>.*?)^```$");

    /** One command, as printed. */
    record Step(String heading, String shell) {}

    Commands {
        steps = List.copyOf(steps);
    }

    static Commands of(String markdown) {
        List<Step> steps = new ArrayList<>();
        for (String section : markdown.split("(?m)^(?=## )")) {
            Matcher found = STEP.matcher(section);
            if (found.find()) {
                steps.add(new Step(found.group("heading"), found.group("shell")));
            }
        }
        return new Commands(steps);
    }

    /** How many blocks of shell the page has; each should be a step. */
    static int blocks(String markdown) {
        return Math.toIntExact(
                Pattern.compile("(?m)^```sh$").matcher(markdown).results().count());
    }
}
