package org.openmfs.agent.methods.qkd014;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.openmfs.agent.method.MethodFailure;

/** A KME's whole answer: its HTTP status and the body, wiped on close. */
record KmeReply(int status, BoundedBody body) implements AutoCloseable {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final String NOT_FOUND = "one or more keys specified are not found on kme";
    /** What KMEs say, with status 400, when the pool is empty; the standard gives no text for it. */
    private static final List<String> EXHAUSTED_TEXTS =
            List.of(NOT_FOUND, "insufficient", "not enough", "exhausted", "no key");

    /**
     * Passes an answer with status 200 and turns every other one into the failure it means. What the KME wrote is
     * not repeated: it could be anything.
     */
    KmeReply requireSuccess() throws MethodFailure {
        if (status == OK) {
            return this;
        }
        MethodFailure.Reason reason = reason();
        throw new MethodFailure(reason, "the KME answered with HTTP status " + status);
    }

    private MethodFailure.Reason reason() {
        if (status == UNAVAILABLE || status == TOO_MANY_REQUESTS || (status == BAD_REQUEST && saysExhausted())) {
            return MethodFailure.Reason.EXHAUSTED;
        }
        return switch (status / 100) {
            case 4 -> MethodFailure.Reason.REFUSED;
            case 5 -> MethodFailure.Reason.UNREACHABLE;
            default -> MethodFailure.Reason.MALFORMED;
        };
    }

    private boolean saysExhausted() {
        String text = new String(body.content(), 0, body.length(), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return EXHAUSTED_TEXTS.stream().anyMatch(text::contains);
    }

    @Override
    public void close() {
        body.close();
    }
}
