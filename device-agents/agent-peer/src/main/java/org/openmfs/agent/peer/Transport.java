package org.openmfs.agent.peer;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNames;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openmfs.agent.access.Doorway;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.peer.proto.InterCfGrpc;
import org.openmfs.agent.peer.tls.Acceptance;
import org.openmfs.agent.peer.tls.PeerTls;

/** Opens gRPC servers and channels over the TLS of peers, with bounded sizes, times and threads. */
final class Transport implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int HANDSHAKES = 64;
    private static final int METADATA_OCTETS = 8 << 10;
    private static final int CALLS_PER_CONNECTION = 2;
    private static final long IDLE_CONNECTION_SECONDS = 30;
    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_MILLIS = 2000;

    /** Held, since the JVM forgets the level of a logger that nobody holds. gRPC warns of every stream that a peer cut. */
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private final PeerTls tls;
    private final LinkTimes times;
    private final LinkLimits limits;
    private final Doorway<Channel> handshakes = new Doorway<>(HANDSHAKES);
    private final EventLoopGroup threads =
            new NioEventLoopGroup(THREADS, new DefaultThreadFactory("peer-transport", true));

    Transport(PeerTls tls, LinkTimes times, LinkLimits limits) {
        GRPC.setLevel(Level.SEVERE);
        this.tls = tls;
        this.times = times;
        this.limits = limits;
    }

    /** @param failed told whose handshake failed, and of what */
    Server serve(
            InetSocketAddress address,
            Acceptance accepted,
            InterCfGrpc.InterCfImplBase service,
            BiConsumer<InetAddress, Throwable> failed)
            throws IOException {
        return NettyServerBuilder.forAddress(address)
                .channelFactory(() -> new WatchedSockets(failed, handshakes))
                .bossEventLoopGroup(threads)
                .workerEventLoopGroup(threads)
                .directExecutor()
                .sslContext(context(accepted, false))
                .handshakeTimeout(times.handshake().toMillis(), TimeUnit.MILLISECONDS)
                .maxInboundMessageSize(limits.messageOctets())
                .maxInboundMetadataSize(METADATA_OCTETS)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .maxConnectionIdle(IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS)
                .addStreamTracerFactory(new CallingLine.Arrivals())
                .addService(ServerInterceptors.intercept(service, new CallerIdentity()))
                .build()
                .start();
    }

    /** A channel for one attempt to meet this peer and no other. */
    ManagedChannel channel(PeerAddress address, CfId peer) {
        return NettyChannelBuilder.forAddress(address.host(), address.port())
                .channelType(NioSocketChannel.class)
                .eventLoopGroup(threads)
                .directExecutor()
                .sslContext(context(Acceptance.only(peer), true))
                .overrideAuthority("mfs-cf")
                .proxyDetector(target -> null)
                .disableServiceConfigLookUp()
                .disableRetry()
                .maxInboundMessageSize(limits.messageOctets())
                .maxInboundMetadataSize(METADATA_OCTETS)
                .build();
    }

    private SslContext context(Acceptance accepted, boolean client) {
        ApplicationProtocolConfig http2 = new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2);
        return new JdkSslContext(
                tls.context(accepted),
                client,
                List.of(PeerTls.CIPHER_SUITE),
                IdentityCipherSuiteFilter.INSTANCE,
                http2,
                ClientAuth.REQUIRE,
                new String[] {PeerTls.PROTOCOL},
                false);
    }

    @Override
    public void close() {
        threads.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }
}
