package org.openmfs.southbound.netconf.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.opendaylight.netconf.shaded.sshd.common.config.keys.KeyUtils;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.opendaylight.netconf.shaded.sshd.common.kex.KexProposalOption;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyExchangeFactory;
import org.opendaylight.netconf.shaded.sshd.common.keyprovider.KeyPairProvider;
import org.opendaylight.netconf.shaded.sshd.server.ServerBuilder;
import org.opendaylight.netconf.shaded.sshd.server.SshServer;
import org.opendaylight.netconf.shaded.sshd.server.auth.password.PasswordAuthenticator;
import org.opendaylight.netconf.shaded.sshd.server.channel.ChannelSession;
import org.opendaylight.netconf.shaded.sshd.server.command.Command;
import org.opendaylight.netconf.shaded.sshd.server.session.ServerSession;
import org.opendaylight.netconf.shaded.sshd.server.subsystem.SubsystemFactory;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;

/** The SSH server of a device: one host key, one user, the subsystem netconf; keeps its port when it comes back. */
final class SshEndpoint {
    static final Credential CREDENTIAL = new Credential("admin", "correct horse");

    private final Supplier<Command> sessions;
    private final Runnable afterLogin;
    private final KeyPair hostKey;
    private final AtomicInteger logins = new AtomicInteger();
    private final Set<String> keyExchanges = ConcurrentHashMap.newKeySet();
    private final HybridServer hybrid = new HybridServer();
    private volatile boolean refuse;
    private SshServer server;
    private int port;

    /** @param afterLogin called after each password that was tried */
    SshEndpoint(Supplier<Command> sessions, Runnable afterLogin) {
        this.sessions = sessions;
        this.afterLogin = afterLogin;
        try {
            hostKey = KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Device settings(String name) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey.getPublic());
        return new Device(new DeviceId(name), "127.0.0.1", port, fingerprint, CREDENTIAL, false);
    }

    int logins() {
        return logins.get();
    }

    Set<String> keyExchanges() {
        return Set.copyOf(keyExchanges);
    }

    void garbleKeyExchanges(boolean now) {
        hybrid.lie(now);
    }

    void refuseLogins(boolean now) {
        refuse = now;
    }

    void offersNetconf(boolean now) {
        server.setSubsystemFactories(now ? List.of(new Netconf()) : List.of());
    }

    void start() {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setKeyExchangeFactories(keyExchangeFactories());
        server.setPasswordAuthenticator(new Door());
        server.setSubsystemFactories(List.of(new Netconf()));
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getPort();
    }

    private List<KeyExchangeFactory> keyExchangeFactories() {
        return Stream.concat(Stream.of(ServerBuilder.DH2KEX.apply(hybrid)), server.getKeyExchangeFactories().stream())
                .toList();
    }

    void stop() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Door implements PasswordAuthenticator {
        @Override
        public boolean authenticate(String user, String password, ServerSession session) {
            logins.incrementAndGet();
            keyExchanges.add(session.getNegotiatedKexParameter(KexProposalOption.ALGORITHMS));
            afterLogin.run();
            return !refuse && new Credential(user, password).equals(CREDENTIAL);
        }
    }

    private final class Netconf implements SubsystemFactory {
        @Override
        public String getName() {
            return "netconf";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) {
            return sessions.get();
        }
    }
}
