package org.openmfs.agent.methods.https;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the fields of an answer's head say about its content; all others are skipped unread. */
final class AnswerFields {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int MOST = 100;
    private static final long UNKNOWN = -1;

    private int fields;
    private long length = UNKNOWN;
    private boolean chunked;
    private boolean otherTransferCoding;
    private boolean contentCoding;

    /** Takes a line of the head. */
    void take(ByteBuffer line) throws UnusableAnswer {
        if (++fields > MOST) {
            throw new UnusableAnswer("has more than " + MOST + " fields in its head");
        }
        if (line.get(0) == ' ' || line.get(0) == '\t') {
            throw UnusableAnswer.notHttp("each field of the head on one line");
        }
        int colon = 0;
        while (colon < line.limit() && isToken(line.get(colon))) {
            colon++;
        }
        if (colon == 0 || colon == line.limit() || line.get(colon) != ':') {
            throw UnusableAnswer.notHttp("a name and a colon at the beginning of each field of the head");
        }
        if (isNamed("content-length", line, colon)) {
            takeLength(value(line, colon));
        } else if (isNamed("transfer-encoding", line, colon)) {
            otherTransferCoding |= chunked || !value(line, colon).equals("chunked");
            chunked = true;
        } else if (isNamed("content-encoding", line, colon)) {
            contentCoding |= !value(line, colon).equals("identity");
        }
    }

    private void takeLength(String value) throws UnusableAnswer {
        if (!value.matches("[0-9]{1,15}")) {
            throw UnusableAnswer.notHttp("a Content-Length in digits");
        }
        long given = Long.parseLong(value);
        if (length != UNKNOWN && length != given) {
            throw UnusableAnswer.notHttp("one Content-Length");
        }
        length = given;
    }

    /** Refuses a content that is packed in a way not asked for. */
    void requireReadable() throws UnusableAnswer {
        if (contentCoding) {
            throw new UnusableAnswer("is compressed (it has a Content-Encoding), which was not asked for");
        }
        if (otherTransferCoding) {
            throw new UnusableAnswer("has a Transfer-Encoding other than chunked, which was not asked for");
        }
        if (chunked && length != UNKNOWN) {
            throw UnusableAnswer.notHttp("a Content-Length or chunks, not both");
        }
    }

    boolean isChunked() {
        return chunked;
    }

    boolean hasLength() {
        return length != UNKNOWN;
    }

    long length() {
        return length;
    }

    private static boolean isToken(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || TOKEN_MARKS.indexOf(octet) >= 0;
    }

    /** @param name in lower case */
    private static boolean isNamed(String name, ByteBuffer line, int colon) {
        boolean same = colon == name.length();
        for (int i = 0; same && i < colon; i++) {
            same = Character.toLowerCase(line.get(i)) == name.charAt(i);
        }
        return same;
    }

    /** As text in lower case; only of fields that hold no secret. */
    private static String value(ByteBuffer line, int colon) {
        int from = line.arrayOffset() + colon + 1;
        return new String(line.array(), from, line.limit() - colon - 1, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
