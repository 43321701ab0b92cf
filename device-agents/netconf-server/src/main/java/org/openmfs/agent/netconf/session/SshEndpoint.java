package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.opendaylight.netconf.transport.api.UnsupportedConfigurationException;
import org.opendaylight.netconf.transport.ssh.SSHServer;
import org.opendaylight.netconf.transport.ssh.SSHTransportStackFactory;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.tcp.common.rev241010.tcp.common.grouping.Keepalives;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.tcp.common.rev241010.tcp.common.grouping.KeepalivesBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.tcp.server.rev241010.TcpServerGrouping;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.tcp.server.rev241010.tcp.server.grouping.LocalBindBuilder;
import org.opendaylight.yangtools.binding.util.BindingMap;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.openmfs.agent.netconf.operation.ErrorReply;
import org.openmfs.agent.netconf.operation.OperationTable;
import org.openmfs.agent.netconf.session.SessionInitializer.Protocol;

/** The place where controllers connect: subsystem netconf over SSH, on one address. */
public final class SshEndpoint implements AutoCloseable {
    /** Where Java keeps its own ML-KEM. */
    private static final String ML_KEM_PROVIDER = "SunJCE";

    private static final int THREADS = 2;
    private static final int STOP_SECONDS = 10;

    private final SSHTransportStackFactory transports = new SSHTransportStackFactory("netconf-io", THREADS);
    private final DefaultNetconfTimer timer = new DefaultNetconfTimer();
    private final Settings settings;
    private final SessionInitializer sessions;
    private final LoginGuard logins;
    private SSHServer server;
    private int port;

    /**
     * Where to listen, and for whom.
     *
     * @param bind port 0 for any free one
     * @param hostKey who this device is
     * @param user who may connect
     * @param limits how much they may ask
     */
    public record Settings(InetSocketAddress bind, HostKey hostKey, ManagementUser user, Limits limits) {
        public Settings {
            requireNonNull(bind);
            requireNonNull(hostKey);
            requireNonNull(user);
            requireNonNull(limits);
        }
    }

    /**
     * What a session offers.
     *
     * @param life what happens when it begins and ends
     * @param operations what a client can ask
     * @param errors how a refusal is written
     * @param capabilities what the hello says
     */
    public record Offer(SessionLife life, OperationTable operations, ErrorReply errors, Set<String> capabilities) {}

    public SshEndpoint(Settings settings, Offer offer, ScheduledExecutorService timers) {
        this.settings = requireNonNull(settings);
        this.logins = new LoginGuard(settings.limits(), timers);
        var protocol = new Protocol(offer.life(), offer.operations(), offer.errors(), offer.capabilities());
        this.sessions = new SessionInitializer(settings.limits(), protocol, logins, timer);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the address is taken or does not exist, or this Java lacks what SSH needs
     */
    public void open() throws IOException {
        port = settings.bind().getPort() == 0
                ? freePort(settings.bind())
                : settings.bind().getPort();
        var access = new SshAccess(hybrid(), settings.hostKey(), settings.user(), logins);
        try {
            server = transports
                    .listenServer("netconf", sessions, listenParameters(), null, access)
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | UnsupportedConfigurationException failed) {
            var address = settings.bind().getHostString() + ":" + port;
            throw new IOException("cannot listen on " + address + ": " + reason(failed), failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while opening the port", stop);
        }
    }

    private static HybridKeyExchange hybrid() throws IOException {
        try {
            return new HybridKeyExchange(ML_KEM_PROVIDER);
        } catch (NoSuchAlgorithmException missing) {
            throw new IOException(missing.getMessage(), missing);
        }
    }

    /** The port, after {@link #open()}. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                server.shutdown().get(STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException stuck) {
            // The threads below are stopped in any case.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            transports.close();
            timer.close();
        }
    }

    private TcpServerGrouping listenParameters() {
        var bind = new LocalBindBuilder()
                .setLocalAddress(IetfInetUtil.ipAddressFor(settings.bind().getAddress()))
                .setLocalPort(new PortNumber(Uint16.valueOf(port)))
                .build();
        return new org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.server.rev240814.netconf.server
                        .listen.stack.grouping.transport.ssh.ssh.TcpServerParametersBuilder()
                .setLocalBind(BindingMap.of(bind))
                .setKeepalives(deadPeersAreNoticed())
                .build();
    }

    /** A client whose host has died would keep its locks for ever; with these values it does so for a minute. */
    private static Keepalives deadPeersAreNoticed() {
        return new KeepalivesBuilder()
                .setIdleTime(Uint16.valueOf(30))
                .setProbeInterval(Uint16.TEN)
                .setMaxProbes(Uint16.valueOf(3))
                .build();
    }

    /** The transport does not tell which port it got, so one that is free now is asked for. */
    private static int freePort(InetSocketAddress bind) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(bind);
            return socket.getLocalPort();
        }
    }

    private static String reason(Exception failed) {
        var cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getMessage();
    }
}
