package org.openmfs.agent.peer;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.BiConsumer;
import org.openmfs.agent.access.Doorway;

/**
 * A listening socket that tells which caller's TLS handshake failed, and of what; gRPC keeps that to itself. Handshakes
 * are so many at a time, and callers that never come to an end with theirs keep no other out.
 */
final class WatchedSockets extends NioServerSocketChannel {
    private final BiConsumer<InetAddress, Throwable> failed;
    private final Doorway<Channel> handshakes;

    WatchedSockets(BiConsumer<InetAddress, Throwable> failed, Doorway<Channel> handshakes) {
        this.failed = failed;
        this.handshakes = handshakes;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int count = super.doReadMessages(accepted);
        accepted.forEach(caller -> accept((Channel) caller));
        return count;
    }

    private void accept(Channel caller) {
        caller.pipeline().addFirst(new Watch());
        if (caller.remoteAddress() instanceof InetSocketAddress from) {
            caller.closeFuture().addListener(gone -> handshakes.leave(caller));
            handshakes.enter(caller, from.getAddress()).ifPresent(Channel::close);
        }
    }

    /** When a caller's connection stands, gRPC has put TLS on it. */
    private final class Watch extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (tls != null && context.channel().remoteAddress() instanceof InetSocketAddress caller) {
                tls.handshakeFuture().addListener(done -> {
                    handshakes.leave(context.channel());
                    if (!done.isSuccess()) {
                        failed.accept(caller.getAddress(), done.cause());
                    }
                });
            }
            context.fireChannelActive();
        }
    }
}
