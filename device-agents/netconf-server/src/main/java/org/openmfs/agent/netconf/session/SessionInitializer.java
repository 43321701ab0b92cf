package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.opendaylight.netconf.api.CapabilityURN;
import org.opendaylight.netconf.codec.EOMFrameDecoder;
import org.opendaylight.netconf.codec.FrameDecoder;
import org.opendaylight.netconf.codec.HelloMessageWriter;
import org.opendaylight.netconf.codec.MessageDecoder;
import org.opendaylight.netconf.codec.MessageEncoder;
import org.opendaylight.netconf.common.NetconfTimer;
import org.opendaylight.netconf.nettyutil.handler.HelloXMLMessageDecoder;
import org.opendaylight.netconf.server.NetconfServerSession;
import org.opendaylight.netconf.server.NetconfServerSessionNegotiatorFactory;
import org.opendaylight.netconf.server.api.SessionIdProvider;
import org.opendaylight.netconf.server.impl.DefaultSessionIdProvider;
import org.opendaylight.netconf.transport.api.TransportChannel;
import org.opendaylight.netconf.transport.api.TransportChannelListener;
import org.openmfs.agent.netconf.operation.Caller;
import org.openmfs.agent.netconf.operation.ErrorReply;
import org.openmfs.agent.netconf.operation.OperationTable;
import org.openmfs.agent.netconf.operation.RpcDispatch;
import org.openmfs.agent.netconf.session.AgentSession.Client;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up a session on a connection that has logged in: OpenDaylight's negotiator and session in the middle, our guards
 * around them. All but the outermost guards work on a thread of the session's own, so that an agent that takes its time
 * over a commit holds up nobody else.
 */
final class SessionInitializer implements TransportChannelListener<TransportChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionInitializer.class);
    private static final Set<String> BASE =
            Set.of(CapabilityURN.BASE, CapabilityURN.BASE_1_1, CapabilityURN.NOTIFICATION, CapabilityURN.INTERLEAVE);

    private final Limits limits;
    private final SharedBudget budget;
    private final Protocol protocol;
    private final LoginGuard logins;
    private final NetconfTimer timer;
    private final SessionIdProvider numbers = new DefaultSessionIdProvider();

    /**
     * What goes on in a session.
     *
     * @param life its begin and end
     * @param operations what a client can ask
     * @param errors how a refusal is written
     * @param capabilities what the hello says besides what every server says
     */
    record Protocol(SessionLife life, OperationTable operations, ErrorReply errors, Set<String> capabilities) {}

    SessionInitializer(Limits limits, Protocol protocol, LoginGuard logins, NetconfTimer timer) {
        this.limits = requireNonNull(limits);
        this.budget = new SharedBudget(limits.messages().totalBytes());
        this.protocol = requireNonNull(protocol);
        this.logins = requireNonNull(logins);
        this.timer = requireNonNull(timer);
    }

    @Override
    public void onTransportChannelFailed(Throwable cause) {
        LOG.debug("a connection failed before it had a session", cause);
    }

    @Override
    public void onTransportChannelEstablished(TransportChannel transport) {
        var channel = transport.channel();
        var registry = protocol.life().registry();
        if (!registry.enter(limits.connections().sessions())) {
            LOG.warn(
                    "no session for {}: {} are open",
                    RemoteEnd.of(channel),
                    limits.connections().sessions());
            channel.close();
            return;
        }
        var own =
                new DefaultEventExecutor(Thread.ofVirtual().name("netconf-", 0).factory());
        channel.closeFuture().addListener(closed -> {
            registry.leave();
            own.shutdownGracefully(1, 30, TimeUnit.SECONDS);
        });
        setUp(channel, own);
    }

    private void setUp(Channel channel, EventExecutor own) {
        var user = logins.userOf(channel.remoteAddress());
        var client = new Client(channel, InstantSource.system().instant());
        var service = new SessionService(
                user,
                handle -> protocol.life()
                        .begin(handle, client, limits.messages().outgoing().events()),
                session -> new RpcDispatch(
                        new Caller(session.handle(), session), protocol.operations(), protocol.errors()));
        var established = channel.eventLoop().<NetconfServerSession>newPromise();
        var negotiator = negotiators(service).getSessionNegotiator(channel, established);
        var gate = new FrameGate(limits.messages(), budget, header(user, channel));
        var envelope = new EnvelopeGuard(protocol.errors());
        addGuards(channel, service.session(), gate);
        addSession(channel, own, envelope, negotiator);
        channel.pipeline().addLast(own, "replies", new ReplyWatch(gate, service.session()));
        established.addListener(done -> {
            if (done.isSuccess()) {
                service.session().up(established.getNow());
                protocol.life().up(service.session());
                channel.pipeline().replace(MessageDecoder.HANDLER_NAME, MessageDecoder.HANDLER_NAME, new XmlReader());
                gate.open(envelope.agreedFraming());
            }
        });
    }

    private void addGuards(Channel channel, AgentSession session, FrameGate gate) {
        var outgoing = limits.messages().outgoing();
        var pipeline = channel.pipeline();
        limits.connections()
                .idle()
                .ifPresent(limit -> pipeline.addLast(
                        "idle", new IdleGuard(limit, () -> protocol.life().isSubscribed(session))));
        pipeline.addLast("patience", new WriteTimeoutHandler(outgoing.patience().toMillis(), TimeUnit.MILLISECONDS));
        pipeline.addLast("unsent", new UnsentLimit(outgoing.bytes()));
        pipeline.addLast("gate", gate);
        logins.open(channel.remoteAddress(), gate::endOfInput);
    }

    private static void addSession(
            Channel channel, EventExecutor own, EnvelopeGuard envelope, ChannelHandler negotiator) {
        channel.pipeline()
                .addLast(own, FrameDecoder.HANDLER_NAME, new EOMFrameDecoder())
                .addLast(own, MessageDecoder.HANDLER_NAME, new HelloXMLMessageDecoder())
                .addLast(own, "envelope", envelope)
                .addLast(own, "negotiator", negotiator)
                .addLast(own, "encoder", new MessageEncoder(HelloMessageWriter.of()));
    }

    private NetconfServerSessionNegotiatorFactory negotiators(SessionService service) {
        return NetconfServerSessionNegotiatorFactory.builder()
                .setAggregatedOpService(service)
                .setBaseCapabilities(BASE)
                .setConnectionTimeoutMillis(limits.connections().hello().toMillis())
                .setIdProvider(numbers)
                .setMaximumIncomingChunkSize(limits.messages().bytes())
                .setMonitoringService(new HelloCapabilities(protocol.capabilities()))
                .setTimer(timer)
                .build();
    }

    /** OpenDaylight learns from this line who the client is; clients cannot send one of their own. */
    private static ByteBuf header(String user, Channel channel) {
        var from = (InetSocketAddress) channel.remoteAddress();
        var line = "[" + user + ";" + from.getAddress().getHostAddress().replaceAll("%.*", "") + ":" + from.getPort()
                + ";ssh;client;]\n";
        return Unpooled.copiedBuffer(line, StandardCharsets.UTF_8);
    }
}
