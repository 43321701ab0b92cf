package org.openmfs.agent.methods.qkd014;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.agent.methods.https.HttpsAnswer;

/**
 * What a KME says for people in an error body (ETSI GS QKD 014, clause 6): the strings of {@code message} and
 * {@code details}, or of {@code detail} as some write it, made safe to show. A KME may say anything, so control
 * characters, whatever looks like a key, and everything after 200 characters are left out.
 */
record KmeWords(String text) {
    private static final int LONGEST = 200;
    /** Longer words are no names; matching them would take a stack as deep as they are long. */
    private static final int LONGEST_NAME = 128;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\s]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_:.-]{16,}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Names and addresses consist of such parts; sixteen digits of a key hardly ever do. */
    private static final String PART = "([a-z]{1,15}|[A-Z]{1,15}|[A-Z][a-z]{1,14}|[0-9]{1,4})";

    private static final String BETWEEN = "[/=_:.-]";
    private static final Pattern NAMES =
            Pattern.compile(BETWEEN + "*+" + PART + "?(" + BETWEEN + "++" + PART + ")*" + BETWEEN + "*");

    private static final Pattern OCTETS = Pattern.compile("([0-9a-fA-F]{2}[:._-]){7,}.*");
    private static final String LEFT_OUT = "…";

    /** Empty where the body is no JSON object of that kind. */
    static KmeWords of(HttpsAnswer answer) {
        JsonScanner json = JsonScanner.of(answer.content());
        List<String> said = new ArrayList<>();
        try {
            json.object(name -> {
                switch (name) {
                    case "message", "detail", "details" -> json.strings(said::add);
                    default -> json.skip();
                }
            });
            json.end();
        } catch (JsonScanner.NotJson e) {
            return new KmeWords("");
        }
        return new KmeWords(safe(String.join("; ", said)));
    }

    private static String safe(String text) {
        String printable = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        String harmless = WORD.matcher(printable)
                .replaceAll(word -> Matcher.quoteReplacement(isName(word.group()) ? word.group() : LEFT_OUT));
        return harmless.length() <= LONGEST ? harmless : harmless.substring(0, LONGEST - LEFT_OUT.length()) + LEFT_OUT;
    }

    private static boolean isName(String word) {
        String apart = UUID.matcher(word).replaceAll("id");
        return word.length() <= LONGEST_NAME
                && NAMES.matcher(apart).matches()
                && !OCTETS.matcher(apart).matches();
    }
}
