package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that carries server-sent events until it ends. A client that reads slower than things happen is dropped
 * when a bounded amount waits for it, or when the first of what waits has waited for too long; it connects again and
 * reads the state.
 */
final class EventConnection extends ChannelInboundHandlerAdapter implements EventSource.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(EventConnection.class);
    /** Octets that may wait for one client: some thousands of events, so that a burst drops nobody who reads. */
    private static final int MOST_WAITING = 1024 * 1024;
    /** Longer than a client waits before it believes a connection to be dead. */
    private static final int HEARTBEAT_SECONDS = 15;

    private final EventSource source;
    private final AtomicInteger unsent = new AtomicInteger();
    private final AtomicBoolean dropped = new AtomicBoolean();
    private ChannelHandlerContext context;
    private Optional<EventSource.Watch> watch = Optional.empty();
    private Optional<Future<?>> heartbeat = Optional.empty();

    EventConnection(EventSource source) {
        this.source = source;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        if (!added.channel().isActive()) {
            return;
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_EVENT_STREAM)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_CACHE);
        HttpUtil.setTransferEncodingChunked(head, true);
        added.write(head);
        // Before the first comment: a client that has read it misses nothing that happens from then on.
        watch = Optional.of(source.watch(this));
        send(":\n\n");
        heartbeat = Optional.of(added.executor()
                .scheduleAtFixedRate(() -> send(":\n\n"), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS));
    }

    @Override
    public void happened(String event) {
        send("data: " + event + "\n\n");
    }

    private void send(String text) {
        if (dropped.get()) {
            return;
        }
        ByteBuf octets = Unpooled.copiedBuffer(text, UTF_8);
        int length = octets.readableBytes();
        if (unsent.addAndGet(length) > MOST_WAITING) {
            unsent.addAndGet(-length);
            octets.release();
            drop();
            return;
        }
        context.writeAndFlush(new DefaultHttpContent(octets)).addListener(written -> unsent.addAndGet(-length));
    }

    private void drop() {
        if (dropped.compareAndSet(false, true)) {
            LOG.info(
                    "event stream to {} dropped because it reads too slowly",
                    context.channel().remoteAddress());
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        watch.ifPresent(EventSource.Watch::close);
        heartbeat.ifPresent(timer -> timer.cancel(false));
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext reader, Object message) {
        // Requests on a connection that carries events are not answered.
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        LOG.debug("event stream {} broke", broken.channel(), cause);
        broken.close();
    }
}
