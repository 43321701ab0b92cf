package org.openmfs.agent.methods.qkd014;

import java.util.Locale;
import java.util.regex.Pattern;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.methods.https.HttpsAnswer;

/** A KME's whole answer: its HTTP status and its content, wiped on close. */
record KmeReply(HttpsAnswer answer) implements AutoCloseable {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final String KEYS_NOT_THERE =
            "keys? (specified |requested )?((is|are|was|were) )?not found|requested keys? do(es)? not exist";
    /** What KMEs say with status 400 or 404 when they have no key to give; the standard gives no text for it. */
    private static final Pattern NO_KEYS = Pattern.compile(
            KEYS_NOT_THERE + "|insufficient|not enough|exhausted|no (more )?keys?\\b|out of keys|(pool|store) is empty"
                    + "|key count that can be stored|exceeds? (the )?(number of )?(generated|available|stored|remaining)\\b"
                    + "|try again later");
    /** The same with status 401 or 403, which mean something else with any other text. */
    private static final Pattern NO_KEYS_FOR_THE_PAIR =
            Pattern.compile(KEYS_NOT_THERE + "|not involved in any key exchange|not authorized for requested keys");

    /** The same with status 404 or 409 where keys were asked for. */
    private static final Pattern KEYS_NOT_FOUND =
            Pattern.compile("element not found|\\bnot (yet )?synch?(ed|roni[sz]ed)\\b");

    private static final Pattern NOTHING_MORE = Pattern.compile("(?!)");

    private static final Pattern UNKNOWN_PAIR = Pattern.compile(
            "\\bno such sae|sae\\b.*(unknown|not (be )?found|not registered|does not exist)|unknown sae|no .*application\\b");

    /** What an answer means, for the machine and for people. */
    private record Meaning(MethodFailure.Reason reason, String text) {}

    /**
     * As {@link #requireSuccess}, where keys were asked for: a KME that finds nothing then has no such key, or none yet.
     * Public ones say so without the word key.
     */
    KmeReply requireKeys() throws MethodFailure {
        return require(KEYS_NOT_FOUND);
    }

    /** Passes an answer with status 200 and turns every other one into the failure it means, in the KME's own words. */
    KmeReply requireSuccess() throws MethodFailure {
        return require(NOTHING_MORE);
    }

    private KmeReply require(Pattern none) throws MethodFailure {
        int status = answer.status();
        if (status == OK) {
            return this;
        }
        String words = KmeWords.of(answer).text();
        String small = words.toLowerCase(Locale.ROOT);
        boolean isMissing = (status == NOT_FOUND || status == CONFLICT)
                && none.matcher(small).find();
        Meaning meaning = isMissing ? nothingLeft() : meaning(status, small);
        String text = "the KME answered with HTTP status " + status + ", " + meaning.text();
        throw new MethodFailure(meaning.reason(), words.isEmpty() ? text : text + ": " + words);
    }

    private static Meaning meaning(int status, String words) {
        return switch (status) {
            case UNAVAILABLE, TOO_MANY_REQUESTS -> nothingLeft();
            case UNAUTHORIZED, FORBIDDEN ->
                NO_KEYS_FOR_THE_PAIR.matcher(words).find()
                        ? nothingLeft()
                        : refusal(words, "it refuses this CF's certificate");
            case BAD_REQUEST ->
                NO_KEYS.matcher(words).find() ? nothingLeft() : refusal(words, "it refuses the request");
            case NOT_FOUND ->
                NO_KEYS.matcher(words).find() ? nothingLeft() : refusal(words, "there is nothing at this address");
            default ->
                switch (status / 100) {
                    case 4 -> new Meaning(MethodFailure.Reason.REFUSED, "it refuses the request");
                    case 5 -> new Meaning(MethodFailure.Reason.UNREACHABLE, "it failed");
                    default -> new Meaning(MethodFailure.Reason.MALFORMED, "which the standard does not know");
                };
        };
    }

    private static Meaning nothingLeft() {
        return new Meaning(MethodFailure.Reason.EXHAUSTED, "it has no key to give now");
    }

    private static Meaning refusal(String words, String otherwise) {
        boolean unknown = UNKNOWN_PAIR.matcher(words).find();
        return new Meaning(MethodFailure.Reason.REFUSED, unknown ? "it knows no such SAE or application" : otherwise);
    }

    @Override
    public void close() {
        answer.close();
    }
}
