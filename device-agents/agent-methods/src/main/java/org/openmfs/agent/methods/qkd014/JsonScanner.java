package org.openmfs.agent.methods.qkd014;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.openmfs.agent.file.ByteOrderMark;

/**
 * Reads JSON (RFC 8259) from octets without ever making a String of a value that its caller wants as octets.
 *
 * <p>Refuses repeated member names, nesting deeper than 16 and integers above 15 digits. Errors tell a position, never
 * content.
 */
final class JsonScanner {
    private static final int DEEPEST = 16;
    private static final int MOST_DIGITS = 15;

    private final byte[] text;
    private final int beginning;
    private final int end;
    private int at;
    private int depth;

    private JsonScanner(byte[] text, int start, int end) {
        this.text = text;
        this.beginning = start;
        this.end = end;
        this.at = start + ByteOrderMark.lengthIn(text, start, end);
    }

    /** Reads what remains in a buffer, from its own array. */
    static JsonScanner of(ByteBuffer text) {
        int start = text.arrayOffset() + text.position();
        return new JsonScanner(text.array(), start, start + text.remaining());
    }

    /** Reads one member's value. */
    @FunctionalInterface
    interface MemberReader {
        void read(String name) throws NotJson;
    }

    /** Reads one element of an array. */
    @FunctionalInterface
    interface ElementReader {
        void read() throws NotJson;
    }

    /** The text is not JSON, or not of the form expected here. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1L;

        NotJson(String expected, int position) {
            super(expected + " expected at octet " + position);
        }
    }

    void object(MemberReader reader) throws NotJson {
        enter('{');
        Set<String> seen = new HashSet<>();
        if (!accept('}')) {
            do {
                String name = string();
                if (!seen.add(name)) {
                    throw wrong("another member name");
                }
                expect(':');
                reader.read(name);
            } while (accept(','));
            expect('}');
        }
        depth--;
    }

    void array(ElementReader reader) throws NotJson {
        enter('[');
        if (!accept(']')) {
            do {
                reader.read();
            } while (accept(','));
            expect(']');
        }
        depth--;
    }

    /** The elements; none for null, which is how some write an empty list. */
    void arrayOrNull(ElementReader reader) throws NotJson {
        blanks();
        if (peek() == 'n') {
            literal("null");
        } else {
            array(reader);
        }
    }

    String string() throws NotJson {
        return new String(octets(), StandardCharsets.UTF_8);
    }

    /** A string's content as UTF-8 octets of which no other copy was made; the caller wipes them. */
    byte[] octets() throws NotJson {
        expect('"');
        int start = at;
        int close = closingQuote();
        byte[] content = new byte[close - start];
        int length = 0;
        while (at < close) {
            length = unescape(content, length);
        }
        at = close + 1;
        if (length == content.length) {
            return content;
        }
        byte[] shorter = Arrays.copyOf(content, length);
        Arrays.fill(content, (byte) 0);
        return shorter;
    }

    long integer() throws NotJson {
        blanks();
        int start = at;
        boolean negative = take('-');
        long value = 0;
        int first = at;
        while (at < end && text[at] >= '0' && text[at] <= '9' && at - first <= MOST_DIGITS) {
            value = value * 10 + text[at++] - '0';
        }
        int digits = at - first;
        if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text[first] == '0') || isNumberPart()) {
            at = start;
            throw wrong("an integer");
        }
        return negative ? -value : value;
    }

    /** Any value: of it, every string but the members' names. */
    void strings(Consumer<String> each) throws NotJson {
        blanks();
        switch (peek()) {
            case '{' -> object(name -> strings(each));
            case '[' -> array(() -> strings(each));
            case '"' -> each.accept(string());
            default -> skip();
        }
    }

    void skip() throws NotJson {
        blanks();
        switch (peek()) {
            case '{' -> object(name -> skip());
            case '[' -> array(this::skip);
            case '"' -> Arrays.fill(octets(), (byte) 0);
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    void end() throws NotJson {
        blanks();
        if (at != end) {
            throw wrong("the end");
        }
    }

    private void enter(char bracket) throws NotJson {
        expect(bracket);
        if (++depth > DEEPEST) {
            throw wrong("less nesting");
        }
    }

    private int closingQuote() throws NotJson {
        for (int i = at; i < end; i++) {
            if (text[i] == '"') {
                return i;
            }
            if (text[i] >= 0 && text[i] < ' ') {
                break;
            }
            if (text[i] == '\\') {
                i++;
            }
        }
        throw wrong("a closing quote");
    }

    /** Writes the next character of a string to the content and returns the content's new length. */
    private int unescape(byte[] content, int length) throws NotJson {
        byte octet = text[at++];
        if (octet != '\\') {
            content[length] = octet;
            return length + 1;
        }
        byte escape = text[at++];
        if (escape == 'u') {
            return utf8(content, length, hexDigits());
        }
        int place = "\"\\/bfnrt".indexOf(escape);
        if (place < 0) {
            throw wrong("an escape");
        }
        content[length] = (byte) "\"\\/\b\f\n\r\t".charAt(place);
        return length + 1;
    }

    private static int utf8(byte[] content, int length, int unit) {
        if (unit < 0x80) {
            content[length] = (byte) unit;
            return length + 1;
        }
        if (unit < 0x800) {
            content[length] = (byte) (0xc0 | unit >> 6);
            content[length + 1] = (byte) (0x80 | unit & 0x3f);
            return length + 2;
        }
        content[length] = (byte) (0xe0 | unit >> 12);
        content[length + 1] = (byte) (0x80 | unit >> 6 & 0x3f);
        content[length + 2] = (byte) (0x80 | unit & 0x3f);
        return length + 3;
    }

    private int hexDigits() throws NotJson {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < end ? Character.digit(text[at], 16) : -1;
            if (digit < 0) {
                throw wrong("a hexadecimal digit");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return unit;
    }

    private void number() throws NotJson {
        int start = at;
        while (isNumberPart()) {
            at++;
        }
        if (at == start
                || !new String(text, start, at - start, StandardCharsets.US_ASCII)
                        .matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw wrong("a value");
        }
    }

    private boolean isNumberPart() {
        return at < end && "+-.eE0123456789".indexOf(text[at]) >= 0;
    }

    private void literal(String word) throws NotJson {
        for (int i = 0; i < word.length(); i++) {
            if (!take(word.charAt(i))) {
                throw wrong(word);
            }
        }
    }

    private void expect(char wanted) throws NotJson {
        if (!accept(wanted)) {
            throw wrong("'" + wanted + "'");
        }
    }

    private boolean accept(char wanted) {
        blanks();
        return take(wanted);
    }

    private boolean take(char wanted) {
        boolean found = at < end && text[at] == wanted;
        if (found) {
            at++;
        }
        return found;
    }

    private byte peek() throws NotJson {
        if (at == end) {
            throw wrong("a value");
        }
        return text[at];
    }

    private void blanks() {
        while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
    }

    private NotJson wrong(String expected) {
        return new NotJson(expected, at - beginning);
    }
}
