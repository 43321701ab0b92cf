package org.openmfs.agent.netconf.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Where one message ends and the next begins (RFC 6242 section 4). One instance reads one direction of a session. */
sealed interface Framing permits ChunkedFraming, EndOfMessageFraming {
    /**
     * Reads on.
     *
     * @param in what came; read up to the end of the message at most
     * @param payload takes the content without the framing
     * @return whether the message is complete
     */
    boolean read(ByteBuf in, ByteBuf payload) throws BrokenFraming;

    /** A message as it goes over the wire. */
    ByteBuf frame(ByteBuf payload);

    /** A short text as it goes over the wire. */
    default ByteBuf frame(String text) {
        return frame(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }
}
