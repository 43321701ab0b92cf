package org.openmfs.southbound.netconf.session;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opendaylight.netconf.shaded.sshd.client.ClientBuilder;
import org.opendaylight.netconf.shaded.sshd.client.ClientFactoryManager;
import org.opendaylight.netconf.shaded.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.opendaylight.netconf.shaded.sshd.client.auth.password.PasswordIdentityProvider;
import org.opendaylight.netconf.shaded.sshd.client.auth.password.UserAuthPasswordFactory;
import org.opendaylight.netconf.shaded.sshd.client.session.ClientSession;
import org.opendaylight.netconf.shaded.sshd.common.BaseBuilder;
import org.opendaylight.netconf.shaded.sshd.common.SshConstants;
import org.opendaylight.netconf.shaded.sshd.common.SshException;
import org.opendaylight.netconf.shaded.sshd.common.channel.Channel;
import org.opendaylight.netconf.shaded.sshd.common.channel.ChannelListener;
import org.opendaylight.netconf.shaded.sshd.common.config.keys.KeyUtils;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.opendaylight.netconf.shaded.sshd.common.kex.BuiltinDHFactories;
import org.opendaylight.netconf.shaded.sshd.common.kex.DHFactory;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyExchangeFactory;
import org.opendaylight.netconf.shaded.sshd.common.keyprovider.KeyIdentityProvider;
import org.opendaylight.netconf.shaded.sshd.common.session.Session;
import org.opendaylight.netconf.shaded.sshd.common.session.SessionListener;
import org.opendaylight.netconf.shaded.sshd.core.CoreModuleProperties;
import org.opendaylight.netconf.transport.ssh.ClientFactoryManagerConfigurator;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/**
 * SSH towards one device, for one attempt: the one host key that is accepted, the one password that is offered, hybrid
 * post-quantum key exchange first, and signs of life. Remembers why the device was refused, or we by it.
 */
final class SshClientSettings extends ClientFactoryManagerConfigurator {
    /** After ours, and where the library finds an ML-KEM for them; sntrup761, first in its own order, costs 66–73 ms. */
    private static final List<BuiltinDHFactories> NEXT =
            List.of(BuiltinDHFactories.mlkem1024nistp384, BuiltinDHFactories.mlkem768nistp256);

    private static final int UNANSWERED_HEARTBEATS = 2;
    private static final Pattern SESSION_CLOSED = Pattern.compile("Session \\d+ closed");
    /** How the transport tells what a call of the operating system ended with, on Linux and elsewhere. */
    private static final Pattern SYSTEM_CALL =
            Pattern.compile("(?:.*failed with error\\(-?\\d+\\): )?(Connection refused|[^:]+(?= *: */))(?::.*)?");

    private final Device device;
    private final Duration heartbeat;
    private final HybridKeyExchange hybrid;
    private final AtomicReference<Optional<String>> otherKey = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Session>> session = new AtomicReference<>(Optional.empty());
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile boolean passwordRefused;
    private volatile boolean abandoned;

    SshClientSettings(Device device, Duration heartbeat, HybridKeyExchange hybrid) {
        this.device = device;
        this.heartbeat = heartbeat;
        this.hybrid = hybrid;
    }

    @Override
    protected void configureClientFactoryManager(ClientFactoryManager manager) {
        manager.setServerKeyVerifier(this::accept);
        manager.setKeyExchangeFactories(keyExchanges(hybrid));
        manager.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
        manager.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        manager.setPasswordIdentityProvider(
                PasswordIdentityProvider.wrapPasswords(device.credential().password()));
        manager.setPasswordAuthenticationReporter(new Refusals());
        manager.addSessionListener(new Sessions());
        manager.addChannelListener(new Channels());
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(manager, heartbeat);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(manager, UNANSWERED_HEARTBEATS);
    }

    /** Best first. One that is offered and does not work would let the login hang. */
    private static List<KeyExchangeFactory> keyExchanges(HybridKeyExchange hybrid) {
        Map<String, DHFactory> order = new LinkedHashMap<>();
        order.put(hybrid.getName(), hybrid);
        Stream.concat(NEXT.stream(), BaseBuilder.DEFAULT_KEX_PREFERENCE.stream())
                .forEach(each -> order.putIfAbsent(each.getName(), each));
        return order.values().stream()
                .filter(DHFactory::isSupported)
                .map(ClientBuilder.DH2KEX)
                .toList();
    }

    private boolean accept(ClientSession to, SocketAddress address, PublicKey key) {
        String shown = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        boolean pinned = shown.equals(device.hostKey());
        if (!pinned) {
            otherKey.set(Optional.of(shown));
        }
        return pinned;
    }

    /** Closes what is left of an attempt that led to no session. */
    void abandon() {
        abandoned = true;
        session.get().ifPresent(left -> left.close(true));
    }

    /**
     * Why the attempt led to no session.
     *
     * @param cause what the library says
     */
    SouthboundFailure failure(Throwable cause) {
        Optional<String> shown = otherKey.get();
        if (shown.isPresent()) {
            String text = "the device showed host key " + shown.get() + ", not " + device.hostKey();
            return failure(ReasonCode.HOST_KEY_MISMATCH, text);
        }
        boolean exhausted = cause instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
        if (passwordRefused || exhausted) {
            String user = "the device refused user " + device.credential().user();
            boolean none = device.credential().password().isEmpty();
            return failure(ReasonCode.CREDENTIAL_REFUSED, user + (none ? ": no password is set" : " or the password"));
        }
        return failure(
                ReasonCode.DEVICE_UNREACHABLE,
                "no session with " + device.host() + " port " + device.port() + ": " + why(cause));
    }

    private String why(Throwable cause) {
        String said = CleanText.of(String.valueOf(cause.getMessage()));
        if (closed.isDone()) {
            return closed.join();
        }
        boolean silent = said.isEmpty() || said.equals("null") || said.contains("Connection reset");
        if (silent || SESSION_CLOSED.matcher(said).matches()) {
            return "the connection was closed before SSH began: is an SSH server there?";
        }
        Matcher system = SYSTEM_CALL.matcher(said);
        if (!system.matches()) {
            return said;
        }
        String words = system.group(1).toLowerCase(Locale.ROOT);
        return switch (words) {
            case "connection refused" -> words + ": nobody listens there";
            case "null" -> "it cannot be reached";
            default -> words;
        };
    }

    /** Completes, with words for it, when the channel is closed in which NETCONF was to be spoken. */
    CompletableFuture<String> channelClosed() {
        return closed;
    }

    private SouthboundFailure failure(ReasonCode code, String text) {
        return new SouthboundFailure(code, device.id().value(), text);
    }

    private final class Refusals implements PasswordAuthenticationReporter {
        @Override
        public void signalAuthenticationFailure(
                ClientSession at, String service, String password, boolean partial, List<String> others) {
            passwordRefused = true;
        }
    }

    private final class Sessions implements SessionListener {
        @Override
        public void sessionCreated(Session created) {
            session.set(Optional.of(created));
            if (abandoned) {
                created.close(true);
            }
        }
    }

    private final class Channels implements ChannelListener {
        private volatile boolean byDevice;

        @Override
        public void channelStateChanged(Channel channel, String hint) {
            byDevice |= "SSH_MSG_CHANNEL_CLOSE".equals(hint);
        }

        @Override
        public void channelClosed(Channel channel, Throwable reason) {
            closed.complete(
                    byDevice
                            ? "the device closed the channel of NETCONF before it said hello"
                            : "SSH is spoken there, but no NETCONF: the subsystem was refused");
        }
    }
}
