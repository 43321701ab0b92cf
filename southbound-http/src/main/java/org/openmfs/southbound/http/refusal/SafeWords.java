package org.openmfs.southbound.http.refusal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.controller.model.CleanText;

/**
 * What a server says, without what may be a credential: one line of 200 characters at most. Servers repeat in errors
 * what they were sent, so that what is called a password, and each long word that is no name, is left out.
 */
public final class SafeWords {
    private static final int LONGEST = 200;
    /** Longer words are no names; matching them would take a stack as deep as they are long. */
    private static final int LONGEST_NAME = 128;

    private static final String LEFT_OUT = "…";
    private static final Pattern USER_OF_ADDRESS = Pattern.compile("//[^\\s/@]*@");
    private static final Pattern CALLED_SECRET = Pattern.compile(
            "\\b(pass(?:word|phrase|wd)?|pwd|secret|token|api-?key|basic|bearer)(\"?\\s*[:=]\\s*|\\s+(?=\\S*\\d))\\S+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_:.-]{16,}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    /** Names and addresses consist of such parts; sixteen digits of a secret hardly ever do. */
    private static final String PART = "([a-z]{1,15}|[A-Z]{1,15}|[A-Z][a-z]{1,14}|[0-9]{1,4})";

    private static final String BETWEEN = "[/=_:.-]";
    private static final Pattern NAMES =
            Pattern.compile(BETWEEN + "*+" + PART + "?(" + BETWEEN + "++" + PART + ")*" + BETWEEN + "*");

    private SafeWords() {}

    public static String of(String text) {
        String line = CleanText.of(text, 2 * LONGEST);
        String nobody = USER_OF_ADDRESS.matcher(line).replaceAll("//");
        String uncalled = CALLED_SECRET.matcher(nobody).replaceAll("$1$2" + LEFT_OUT);
        String harmless = WORD.matcher(uncalled)
                .replaceAll(word -> Matcher.quoteReplacement(isName(word.group()) ? word.group() : LEFT_OUT));
        return CleanText.of(harmless, LONGEST);
    }

    private static boolean isName(String word) {
        return word.length() <= LONGEST_NAME
                && NAMES.matcher(UUID.matcher(word).replaceAll("id")).matches();
    }
}
