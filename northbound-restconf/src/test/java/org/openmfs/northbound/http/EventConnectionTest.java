package org.openmfs.northbound.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventConnectionTest {
    private static final String KIBIBYTE = "x".repeat(1024);

    private final List<Object> writtenBefore = new ArrayList<>();
    private final List<EventSource.Listener> watching = new ArrayList<>();

    @Test
    void a_client_that_was_told_it_is_watching_misses_nothing() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline().addLast(new EventConnection(listener -> {
            writtenBefore.addAll(channel.outboundMessages());
            return () -> {};
        }));

        assertThat(writtenBefore).noneMatch(HttpContent.class::isInstance);
        assertThat(channel.outboundMessages()).anyMatch(HttpContent.class::isInstance);
        channel.finishAndReleaseAll();
    }

    @Test
    void a_client_that_does_not_read_is_dropped_before_much_waits_for_it() {
        FullSocket socket = new FullSocket();
        EmbeddedChannel channel = channel(socket);

        happen(channel, 1000);
        assertThat(channel.isOpen()).isTrue();
        happen(channel, 100);
        assertThat(channel.isOpen()).isFalse();
        assertThat(watching).isEmpty();
    }

    @Test
    void a_client_that_was_dropped_gets_no_event_after_a_gap() {
        FullSocket socket = new FullSocket();
        socket.closes = false;
        EmbeddedChannel channel = channel(socket);
        happen(channel, 1100);
        int events = socket.waiting.size();

        socket.waiting.forEach(ChannelPromise::setSuccess);
        happen(channel, 1);

        assertThat(socket.waiting).hasSize(events);
    }

    private EmbeddedChannel channel(FullSocket socket) {
        EmbeddedChannel channel = new EmbeddedChannel(socket);
        channel.pipeline().addLast(new EventConnection(listener -> {
            watching.add(listener);
            return () -> watching.remove(listener);
        }));
        return channel;
    }

    private void happen(EmbeddedChannel channel, int times) {
        for (int i = 0; i < times; i++) {
            List.copyOf(watching).forEach(listener -> listener.happened(KIBIBYTE));
        }
        channel.runPendingTasks();
    }

    /** Takes what is written and never gets it away; it closes at once, or, like TLS, after a while. */
    private static final class FullSocket extends ChannelOutboundHandlerAdapter {
        private final List<ChannelPromise> waiting = new ArrayList<>();
        private boolean closes = true;

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            io.netty.util.ReferenceCountUtil.release(message);
            waiting.add(promise);
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (closes) {
                context.close(promise);
            }
        }
    }
}
