package org.openmfs.southbound.netconf.session;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.netconf.api.CapabilityURN;
import org.opendaylight.netconf.client.NetconfClientFactory;
import org.opendaylight.netconf.client.NetconfClientSession;
import org.opendaylight.netconf.client.conf.NetconfClientConfiguration;
import org.opendaylight.netconf.client.conf.NetconfClientConfiguration.NetconfClientProtocol;
import org.opendaylight.netconf.client.conf.NetconfClientConfigurationBuilder;
import org.opendaylight.netconf.transport.api.UnsupportedConfigurationException;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Host;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.PortNumber;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Uri;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.client.rev240814.netconf.client.initiate.stack.grouping.transport.ssh.ssh.SshClientParametersBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.netconf.client.rev240814.netconf.client.initiate.stack.grouping.transport.ssh.ssh.TcpClientParametersBuilder;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.ssh.client.rev241010.ssh.client.grouping.ClientIdentityBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.model.DeviceModels;

/** Opens a NETCONF session over SSH (RFC 6242), or says why there is none; leaves nothing open behind a failure. */
public final class Connector {
    private static final List<Uri> HELLO = List.of(new Uri(CapabilityURN.BASE), new Uri(CapabilityURN.BASE_1_1));

    /** Where Java keeps its own ML-KEM. */
    private static final String ML_KEM_PROVIDER = "SunJCE";

    private final NetconfClientFactory clients;
    private final DeviceModels models;
    private final Timing timing;
    private final HybridKeyExchange hybrid = new HybridKeyExchange(ML_KEM_PROVIDER);

    /** @throws IllegalArgumentException when this Java lacks what SSH needs, with a line for the operator */
    public Connector(NetconfClientFactory clients, DeviceModels models, Timing timing) {
        this.clients = clients;
        this.models = models;
        this.timing = timing;
    }

    /**
     * Blocks until the session is there.
     *
     * @param ours gets this session as well
     * @throws SouthboundFailure {@code HOST_KEY_MISMATCH}, {@code CREDENTIAL_REFUSED} or {@code DEVICE_UNREACHABLE}
     */
    public Link open(Device device, OurSessions ours, LinkListener listener)
            throws SouthboundFailure, InterruptedException {
        SshClientSettings ssh = new SshClientSettings(device, timing.heartbeat(), hybrid);
        Link link = new Link(device, ours, models, timing.answer(), listener);
        try {
            outcome(start(device, link, ssh), ssh).get(timing.connect().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ssh.failure(
                    new TimeoutException("not within " + timing.connect().toSeconds() + " s"));
        } catch (ExecutionException e) {
            throw ssh.failure(e.getCause());
        } finally {
            if (!link.up()) {
                link.close();
                ssh.abandon();
            }
        }
        return link;
    }

    /** The library does not notice that the channel of NETCONF was closed, and would wait until it is too late. */
    private static CompletableFuture<NetconfClientSession> outcome(
            ListenableFuture<NetconfClientSession> started, SshClientSettings ssh) {
        CompletableFuture<NetconfClientSession> outcome = new CompletableFuture<>();
        Futures.addCallback(started, new Completion(outcome), MoreExecutors.directExecutor());
        ssh.channelClosed().thenAccept(why -> outcome.completeExceptionally(new IOException(why)));
        return outcome;
    }

    /** Passes the library's outcome on. */
    private record Completion(CompletableFuture<NetconfClientSession> to)
            implements FutureCallback<NetconfClientSession> {
        @Override
        public void onSuccess(NetconfClientSession session) {
            to.complete(session);
        }

        @Override
        public void onFailure(Throwable cause) {
            to.completeExceptionally(cause);
        }
    }

    private ListenableFuture<NetconfClientSession> start(Device device, Link link, SshClientSettings ssh)
            throws SouthboundFailure {
        NetconfClientConfiguration settings = NetconfClientConfigurationBuilder.create()
                .withProtocol(NetconfClientProtocol.SSH)
                .withTcpParameters(new TcpClientParametersBuilder()
                        .setRemoteAddress(address(device))
                        .setRemotePort(new PortNumber(Uint16.valueOf(device.port())))
                        .build())
                .withSshParameters(new SshClientParametersBuilder()
                        .setClientIdentity(new ClientIdentityBuilder()
                                .setUsername(device.credential().user())
                                .build())
                        .build())
                .withSshConfigurator(ssh)
                .withSessionListener(link)
                .withConnectionTimeoutMillis(timing.connect().toMillis())
                .withOdlHelloCapabilities(HELLO)
                .withName(device.id().value())
                .build();
        try {
            return clients.createClient(settings);
        } catch (UnsupportedConfigurationException e) {
            throw new IllegalStateException("the SSH library refuses our settings", e);
        }
    }

    /** Looked up here, because the library would look it up on a thread that all devices share. */
    private static Host address(Device device) throws SouthboundFailure {
        try {
            return new Host(IetfInetUtil.ipAddressFor(InetAddress.getByName(device.host())));
        } catch (UnknownHostException e) {
            String text = "no address is known for " + device.host();
            throw new SouthboundFailure(
                    ReasonCode.DEVICE_UNREACHABLE, device.id().value(), text);
        }
    }
}
