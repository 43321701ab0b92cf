package org.openmfs.agent.netconf.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** The end-of-message framing of hello messages and of base:1.0 (RFC 6242 section 4.3). */
final class EndOfMessageFraming implements Framing {
    private static final byte[] END = "]]>]]>".getBytes(StandardCharsets.US_ASCII);

    private int matched;

    @Override
    public boolean read(ByteBuf in, ByteBuf payload) {
        while (in.isReadable()) {
            var next = in.readByte();
            payload.writeByte(next);
            matched = follow(next);
            if (matched == END.length) {
                payload.writerIndex(payload.writerIndex() - END.length);
                matched = 0;
                return true;
            }
        }
        return false;
    }

    private int follow(byte next) {
        if (next == END[matched]) {
            return matched + 1;
        }
        // Only after "]]" and "]]>]]" can a bracket be the wrong byte, and then it ends "]]" again.
        return next == ']' ? 2 : 0;
    }

    @Override
    public ByteBuf frame(ByteBuf payload) {
        return Unpooled.wrappedBuffer(payload, Unpooled.wrappedBuffer(END));
    }
}
