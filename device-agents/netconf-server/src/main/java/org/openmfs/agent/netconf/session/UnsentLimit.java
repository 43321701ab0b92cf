package org.openmfs.agent.netconf.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a session whose client lets too much wait that is meant for it. */
final class UnsentLimit extends ChannelOutboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UnsentLimit.class);

    private final int limit;
    private long unsent;

    UnsentLimit(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf buffer)) {
            ctx.write(message, promise);
            return;
        }
        var bytes = bytesOf(buffer);
        var isTooMuch = unsent > 0 && unsent + bytes.length > limit;
        if (isTooMuch || !ctx.channel().isActive()) {
            promise.tryFailure(new ClosedChannelException());
            if (isTooMuch) {
                LOG.info("session from {} closed: it does not read", RemoteEnd.of(ctx.channel()));
                ctx.close();
            }
            return;
        }
        unsent += bytes.length;
        promise.addListener(done -> unsent -= bytes.length);
        ctx.write(Unpooled.wrappedBuffer(bytes), promise);
    }

    /** What waits when a connection breaks is never released below; so it is kept in memory that needs no release. */
    private static byte[] bytesOf(ByteBuf buffer) {
        var bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        buffer.release();
        return bytes;
    }
}
