package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a session on which nothing comes and goes for too long, unless it waits for events. Netty's own handler never
 * fires here: OpenDaylight's transport does not say when it has read all there is.
 */
final class IdleGuard extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(IdleGuard.class);

    private final long limit;
    private final BooleanSupplier isExempt;
    private long lastSign;

    IdleGuard(Duration limit, BooleanSupplier isExempt) {
        this.limit = limit.toNanos();
        this.isExempt = requireNonNull(isExempt);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        lastSign = System.nanoTime();
        lookAgain(ctx, limit);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        lastSign = System.nanoTime();
        ctx.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        lastSign = System.nanoTime();
        ctx.write(message, promise);
    }

    private void lookAgain(ChannelHandlerContext ctx, long delay) {
        ctx.executor().schedule(() -> look(ctx), delay, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (isExempt.getAsBoolean()) {
            lastSign = System.nanoTime();
        }
        var left = lastSign + limit - System.nanoTime();
        if (left > 0) {
            lookAgain(ctx, left);
        } else {
            LOG.info("session from {} closed: idle", RemoteEnd.of(ctx.channel()));
            ctx.close();
        }
    }
}
