package org.openmfs.agent.netconf.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** The chunked framing of base:1.1 (RFC 6242 section 4.2). */
final class ChunkedFraming implements Framing {
    private static final long MAX_CHUNK = 4_294_967_295L;

    private Step step = Step.LINE_FEED;
    private boolean hasChunk;
    private long length;

    private enum Step {
        LINE_FEED,
        HASH,
        FIRST_DIGIT_OR_HASH,
        DIGITS,
        DATA,
        END_LINE_FEED
    }

    @Override
    public boolean read(ByteBuf in, ByteBuf payload) throws BrokenFraming {
        while (in.isReadable()) {
            if (step == Step.DATA) {
                copy(in, payload);
            } else if (readHeader((char) (in.readByte() & 0xFF))) {
                return true;
            }
        }
        return false;
    }

    private void copy(ByteBuf in, ByteBuf payload) {
        var now = (int) Math.min(length, in.readableBytes());
        payload.writeBytes(in, now);
        length -= now;
        if (length == 0) {
            step = Step.LINE_FEED;
        }
    }

    private boolean readHeader(char next) throws BrokenFraming {
        switch (step) {
            case LINE_FEED -> step = require(next == '\n', Step.HASH);
            case HASH -> step = require(next == '#', Step.FIRST_DIGIT_OR_HASH);
            case FIRST_DIGIT_OR_HASH -> {
                step = next == '#'
                        ? require(hasChunk, Step.END_LINE_FEED)
                        : require(next >= '1' && next <= '9', Step.DIGITS);
                length = (long) next - '0';
            }
            case DIGITS -> {
                if (next == '\n') {
                    step = Step.DATA;
                    hasChunk = true;
                } else {
                    step = require(next >= '0' && next <= '9', Step.DIGITS);
                    length = length * 10 + next - '0';
                    require(length <= MAX_CHUNK, Step.DIGITS);
                }
            }
            case END_LINE_FEED -> {
                step = require(next == '\n', Step.LINE_FEED);
                hasChunk = false;
                return true;
            }
            case DATA -> throw new IllegalStateException("data is not a header");
        }
        return false;
    }

    private static Step require(boolean isRight, Step next) throws BrokenFraming {
        if (!isRight) {
            throw new BrokenFraming("a chunk is not framed as it must be");
        }
        return next;
    }

    @Override
    public ByteBuf frame(ByteBuf payload) {
        var header = "\n#" + payload.readableBytes() + "\n";
        return Unpooled.wrappedBuffer(ascii(header), payload, ascii("\n##\n"));
    }

    private static ByteBuf ascii(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
