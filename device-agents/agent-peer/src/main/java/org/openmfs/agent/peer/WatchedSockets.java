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

/** A listening socket that tells which caller's TLS handshake failed, and of what; gRPC keeps that to itself. */
final class WatchedSockets extends NioServerSocketChannel {
    private final BiConsumer<InetAddress, Throwable> failed;

    WatchedSockets(BiConsumer<InetAddress, Throwable> failed) {
        this.failed = failed;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int count = super.doReadMessages(accepted);
        accepted.forEach(caller -> ((Channel) caller).pipeline().addFirst(new Watch()));
        return count;
    }

    /** When a caller's connection stands, gRPC has put TLS on it. */
    private final class Watch extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            SslHandler tls = context.pipeline().get(SslHandler.class);
            if (tls != null && context.channel().remoteAddress() instanceof InetSocketAddress caller) {
                tls.handshakeFuture().addListener(done -> {
                    if (!done.isSuccess()) {
                        failed.accept(caller.getAddress(), done.cause());
                    }
                });
            }
            context.fireChannelActive();
        }
    }
}
