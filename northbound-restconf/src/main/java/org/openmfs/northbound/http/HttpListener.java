package org.openmfs.northbound.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openmfs.controller.model.CertificateEnd;

/** Listens for HTTP/1.1 and gives each request to an {@link HttpService} on a thread of its own. */
public final class HttpListener implements AutoCloseable {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int IO_THREADS = 2;
    /** What the kernel may hold for a client that does not read; left to itself it takes megabytes. */
    private static final int LARGEST_SEND_BUFFER = 256 * 1024;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            IO_THREADS, Thread.ofPlatform().name("http-", 0).daemon().factory(), NioIoHandler.newFactory());
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());
    private final ChannelGroup open = new DefaultChannelGroup("http", GlobalEventExecutor.INSTANCE);
    private final HttpSettings settings;
    private final HttpService service;
    private final Optional<ServedIdentity> identity;
    private final Channel server;

    /**
     * Listens at once.
     *
     * @param alarms hears that the certificate ends within a week, and that it was renewed
     * @throws IOException if the address is taken or the certificate can't be used; the message is for an operator
     */
    public HttpListener(HttpSettings settings, HttpService service, Consumer<CertificateEnd> alarms)
            throws IOException {
        this.settings = settings;
        this.service = service;
        this.identity = settings.tls().isPresent()
                ? Optional.of(new ServedIdentity(settings.tls().get(), InstantSource.system(), alarms))
                : Optional.empty();
        this.server = bind();
    }

    private Channel bind() throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 128)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_SNDBUF, LARGEST_SEND_BUFFER)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(32 * 1024, 64 * 1024))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        prepare(channel);
                    }
                })
                .bind(settings.address())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            identity.ifPresent(ServedIdentity::close);
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            String why = bound.cause() instanceof BindException ? "is in use or not of this host" : "can't be used";
            throw new IOException(
                    settings.address().getAddress().getHostAddress() + " port "
                            + settings.address().getPort() + " " + why,
                    bound.cause());
        }
        return bound.channel();
    }

    private void prepare(SocketChannel channel) {
        if (open.size() >= settings.connections()) {
            channel.close();
            return;
        }
        open.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        identity.ifPresent(shown -> pipeline.addLast(shown.current().newHandler(channel.alloc())));
        pipeline.addLast(new HttpServerCodec(
                new HttpDecoderConfig().setMaxInitialLineLength(LONGEST_LINE).setMaxHeaderSize(LONGEST_HEADERS)));
        pipeline.addLast(new WriteTimeoutHandler(settings.patience().toMillis(), TimeUnit.MILLISECONDS));
        pipeline.addLast(new RequestAssembly(settings.largestBody(), service));
        pipeline.addLast(new HttpConnection(service, workers, settings.patience()));
    }

    /** Where it listens, with the port that was found. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.localAddress();
    }

    @Override
    public void close() {
        identity.ifPresent(ServedIdentity::close);
        server.close().awaitUninterruptibly();
        open.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        workers.shutdownNow();
    }
}
