package org.openmfs.agent.methods.https;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads one answer of HTTP/1.1 (RFC 9112) into a buffer: with a length, in chunks, or up to the orderly end of the
 * connection.
 *
 * <p>Strict: no folded fields, no content coding, no transfer coding but chunked, no length beside chunks, no other
 * protocol. No String is made of anything but the few fields that say how long the content is.
 */
final class AnswerReader {
    private static final int LARGEST_HEAD = 32 << 10;
    private static final int MOST_INTERIM = 8;
    private static final int MOST_HEX_DIGITS = 7;
    private static final int SWITCHING = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Octets octets;
    private final ByteBuffer line;
    private final ByteBuffer body;
    private int headOctets;

    /** @param line has room for the longest line of a head, body for the longest content */
    AnswerReader(Octets octets, ByteBuffer line, ByteBuffer body) {
        this.octets = octets;
        this.line = line;
        this.body = body;
    }

    /** The status of the answer, whose content is then in the buffer, ready to be read. */
    int read() throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            int status = status();
            if (status == SWITCHING) {
                throw UnusableAnswer.notHttp("no change to another protocol");
            }
            AnswerFields fields = fields();
            if (status / 100 != 1) {
                body.clear();
                content(status, fields);
                body.flip();
                return status;
            }
        }
        throw UnusableAnswer.notHttp("an answer after " + MOST_INTERIM + " interim ones");
    }

    private int status() throws IOException {
        readLine();
        String form = "HTTP/1.# ###";
        boolean fits = line.limit() >= form.length();
        for (int i = 0; fits && i < form.length(); i++) {
            char wanted = form.charAt(i);
            byte there = line.get(i);
            fits = wanted == '#' ? there >= '0' && there <= '9' : there == wanted;
        }
        fits &= line.limit() <= form.length() || line.get(form.length()) == ' ';
        int status = fits ? (line.get(9) - '0') * 100 + (line.get(10) - '0') * 10 + line.get(11) - '0' : 0;
        if (status < 100 || status > 599) {
            throw UnusableAnswer.notHttp("a status line of HTTP/1.1");
        }
        return status;
    }

    private AnswerFields fields() throws IOException {
        AnswerFields fields = new AnswerFields();
        while (readLine()) {
            fields.take(line);
        }
        return fields;
    }

    private void content(int status, AnswerFields fields) throws IOException {
        fields.requireReadable();
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return;
        }
        if (fields.isChunked()) {
            chunks();
        } else if (fields.hasLength()) {
            take(fields.length());
        } else {
            takeAll();
        }
    }

    private void chunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            take(size);
            if (readLine()) {
                throw UnusableAnswer.notHttp("the end of a chunk");
            }
        }
        fields();
    }

    private int chunkSize() throws IOException {
        readLine();
        int size = 0;
        int at = 0;
        while (at < line.limit() && Character.digit(line.get(at), 16) >= 0) {
            size = size << 4 | Character.digit(line.get(at), 16);
            if (size > body.capacity()) {
                throw tooLarge();
            }
            at++;
        }
        boolean ended = at == line.limit() || " \t;".indexOf(line.get(at)) >= 0;
        if (at == 0 || at > MOST_HEX_DIGITS || !ended) {
            throw UnusableAnswer.notHttp("the size of a chunk in hexadecimal digits");
        }
        return size;
    }

    private void take(long length) throws IOException {
        if (length > body.remaining()) {
            throw tooLarge();
        }
        for (long i = 0; i < length; i++) {
            body.put(some());
        }
    }

    private void takeAll() throws IOException {
        for (int next = octets.next(); next != Octets.END; next = octets.next()) {
            if (!body.hasRemaining()) {
                throw tooLarge();
            }
            body.put((byte) next);
        }
    }

    /** Reads a line without its end; returns whether anything is in it. */
    private boolean readLine() throws IOException {
        line.clear();
        for (byte next = some(); next != '\n'; next = some()) {
            if (++headOctets > LARGEST_HEAD || !line.hasRemaining()) {
                throw new UnusableAnswer("has a head of more than " + LARGEST_HEAD + " octets, or a line of more than "
                        + line.capacity());
            }
            line.put(next);
        }
        line.flip();
        if (line.hasRemaining() && line.get(line.limit() - 1) == '\r') {
            line.limit(line.limit() - 1);
        }
        for (int i = 0; i < line.limit(); i++) {
            if (line.get(i) >= 0 && line.get(i) < ' ' && line.get(i) != '\t') {
                throw UnusableAnswer.notHttp("no control characters in a line");
            }
        }
        return line.hasRemaining();
    }

    private byte some() throws IOException {
        int next = octets.next();
        if (next == Octets.END) {
            throw new EOFException("ended before the answer was whole");
        }
        return (byte) next;
    }

    private UnusableAnswer tooLarge() {
        return new UnusableAnswer("has more than " + body.capacity() + " octets");
    }
}
