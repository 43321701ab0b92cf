package org.openmfs.agent.netconf.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmfs.agent.netconf.server.ReplyAssert.assertReply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.netconf.shaded.sshd.client.channel.ClientChannel;
import org.opendaylight.netconf.shaded.sshd.client.session.ClientSession;
import org.opendaylight.netconf.shaded.sshd.common.SshException;
import org.opendaylight.netconf.shaded.sshd.common.config.keys.KeyUtils;
import org.opendaylight.netconf.shaded.sshd.common.config.keys.PublicKeyEntry;
import org.opendaylight.netconf.shaded.sshd.common.kex.KexProposalOption;
import org.opendaylight.netconf.shaded.sshd.common.util.net.SshdSocketAddress;
import org.opendaylight.netconf.shaded.sshd.core.CoreModuleProperties;
import org.openmfs.agent.netconf.session.Limits;

final class AccessTest {
    private static final int MAX_UNAUTHENTICATED = 5;
    private static final Duration LOGIN = Duration.ofSeconds(3);

    @TempDir
    Path keys;

    @RegisterExtension
    final ServerFixture fixture = new ServerFixture(new Limits(
            new Limits.Connections(16, MAX_UNAUTHENTICATED, LOGIN, Duration.ofSeconds(3), Optional.empty()),
            new Limits.Logins(3, Duration.ofMillis(50)),
            Limits.defaults().messages()));

    private ClientSession connected(NetconfClient client) throws IOException {
        return client.ssh()
                .connect("admin", "127.0.0.1", fixture.server().port())
                .verify(20, TimeUnit.SECONDS)
                .getSession();
    }

    @Test
    void wrong_passwords_are_answered_late_and_few_times() throws Exception {
        var session = connected(fixture.client());
        for (var i = 0; i < 100; i++) {
            session.addPasswordIdentity("wrong-" + i);
        }
        var start = System.nanoTime();

        assertThatThrownBy(() -> session.auth().verify(20, TimeUnit.SECONDS)).isInstanceOf(SshException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
        assertThat(NetconfClient.isHungUp(session)).isTrue();
        assertReply(fixture.connect().rpc("<get/>")).has("//session/username", "admin");
    }

    @Test
    void a_wrong_user_is_refused_even_with_the_right_password() throws Exception {
        var client = fixture.client();

        assertThatThrownBy(() -> client.login(fixture.server().port(), "root", fixture.password()))
                .isInstanceOf(SshException.class);
    }

    @Test
    void connections_that_do_not_log_in_are_few_and_do_not_last() throws Exception {
        var lives = new ArrayList<Future<Duration>>();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 40; i++) {
                lives.add(readers.submit(this::lifeOfSilentConnection));
            }
        }

        var patient = 0;
        for (var life : lives) {
            patient += life.get().compareTo(LOGIN) >= 0 ? 1 : 0;
        }
        assertThat(patient).isBetween(1, MAX_UNAUTHENTICATED);
        assertReply(fixture.connect().rpc("<get/>")).has("//session/username", "admin");
    }

    @Test
    void silent_connections_that_take_all_places_keep_no_manager_out() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_UNAUTHENTICATED * 3; i++) {
                silent.add(new Socket(
                        InetAddress.getLoopbackAddress(), fixture.server().port()));
            }
            // Several threads let connections in, and one that comes first may be let in last.
            awaitClosed(silent, MAX_UNAUTHENTICATED * 2);

            assertReply(fixture.connect().rpc("<get/>")).has("//session/username", "admin");
        } finally {
            for (Socket one : silent) {
                one.close();
            }
        }
    }

    /** Waits until the server has closed so many of them. */
    private static void awaitClosed(List<Socket> connections, int closed) throws IOException {
        Set<Socket> gone = new HashSet<>();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (gone.size() < closed && System.nanoTime() - end < 0) {
            for (Socket one : connections) {
                if (!gone.contains(one) && isClosed(one)) {
                    gone.add(one);
                }
            }
        }
        assertThat(gone).hasSizeGreaterThanOrEqualTo(closed);
    }

    /** Reads what the server says of itself, and what comes then. */
    private static boolean isClosed(Socket connection) throws IOException {
        connection.setSoTimeout(20);
        try {
            return connection.getInputStream().skip(Long.MAX_VALUE) >= 0
                    && connection.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** From before it is made, so that one that is let in lasts no less than the limit, however busy this machine is. */
    private Duration lifeOfSilentConnection() throws IOException {
        var start = System.nanoTime();
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), fixture.server().port())) {
            socket.setSoTimeout(20_000);
            try (var in = socket.getInputStream()) {
                in.readAllBytes();
            } catch (SocketException reset) {
                // Closed in another way.
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    @Test
    void a_login_that_opens_no_session_does_not_last() throws Exception {
        var client = fixture.client();
        client.login(fixture.server().port(), "admin", fixture.password());

        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void a_session_without_a_hello_does_not_last() throws Exception {
        var client = fixture.client();
        client.login(fixture.server().port(), "admin", fixture.password());
        client.open();

        assertThat(client.isHungUp()).isTrue();
    }

    @Test
    void nothing_but_netconf_is_behind_the_port() throws Exception {
        var there = new SshdSocketAddress("127.0.0.1", 22);

        assertRefused(session -> session.createExecChannel("id"));
        assertRefused(ClientSession::createShellChannel);
        assertRefused(session -> session.createSubsystemChannel("sftp"));
        assertRefused(session -> session.createDirectTcpipChannel(there, there));
    }

    private interface Opening {
        ClientChannel channel(ClientSession session) throws IOException;
    }

    private void assertRefused(Opening opening) throws IOException {
        var client = fixture.client();
        client.login(fixture.server().port(), "admin", fixture.password());
        var session = client.session();
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(session, true);
        CoreModuleProperties.REQUEST_SHELL_REPLY.set(session, true);
        CoreModuleProperties.REQUEST_SUBSYSTEM_REPLY.set(session, true);
        var channel = opening.channel(session);
        var out = new ByteArrayOutputStream();
        channel.setOut(out);
        try {
            channel.open().verify(20, TimeUnit.SECONDS);
        } catch (IOException refused) {
            return;
        }
        // The library opens some channels although their request is refused: then nothing comes of it.
        assertThat(client.isHungUp()).isTrue();
        assertThat(channel.getExitStatus()).isNull();
        assertThat(out.size()).isZero();
    }

    @Test
    void the_key_exchange_is_post_quantum_and_has_a_classical_fallback() throws Exception {
        var offered = fixture.connect().session().getServerKexProposals();

        assertThat(offered.get(KexProposalOption.ALGORITHMS))
                .startsWith("mlkem768x25519-sha256,curve25519-sha256,curve25519-sha256@libssh.org");
        assertThat(String.join(",", offered.values())).doesNotContain("sha1", "md5", "cbc", "ssh-dss", "zlib");
    }

    @Test
    void the_host_key_stays_the_same_and_is_read_by_its_owner_alone() throws Exception {
        var before = fixture.server().fingerprint();
        var presented = KeyUtils.getFingerPrint(fixture.connect().session().getServerKey());

        fixture.restart();

        assertThat(before)
                .startsWith("SHA256:")
                .isEqualTo(presented)
                .isEqualTo(fixture.server().fingerprint());
        for (var file : List.of("netconf-host-key", "netconf-password")) {
            var permissions = Files.getPosixFilePermissions(fixture.folder().resolve(file));
            assertThat(PosixFilePermissions.toString(permissions)).as(file).isEqualTo("rw-------");
        }
    }

    @Test
    void a_user_logs_in_with_a_public_key_that_is_listed() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var listed = generator.generateKeyPair();
        var other = generator.generateKeyPair();
        var list = keys.resolve("authorized_keys");
        Files.writeString(list, PublicKeyEntry.toString(listed.getPublic()) + "\n");
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-------"));
        var settings = ServerSettings.onLoopback(0, keys.resolve("data"));
        var user = new ServerSettings.User("controller", Optional.empty(), Optional.of(list));
        var device = new ToyDevice();
        try (var server = new AgentServer(
                        new ServerSettings(settings.bind(), settings.folder(), user, settings.limits()),
                        ToyDevice.MODEL,
                        device,
                        device,
                        device.rpcs());
                var client = new NetconfClient()) {
            server.start();

            for (var pair : List.of(other, listed)) {
                var session = client.ssh()
                        .connect("controller", "127.0.0.1", server.port())
                        .verify(20, TimeUnit.SECONDS)
                        .getSession();
                session.addPublicKeyIdentity(pair);
                var login = session.auth();
                login.await(20, TimeUnit.SECONDS);
                assertThat(login.isSuccess()).isEqualTo(pair == listed);
            }
        }
    }

    @Test
    void a_second_server_on_the_same_folder_or_port_says_so_in_one_line() throws Exception {
        var device = new ToyDevice();
        try (var second = new AgentServer(
                ServerSettings.onLoopback(0, fixture.folder()), ToyDevice.MODEL, device, device, device.rpcs())) {
            assertThatThrownBy(second::start).isInstanceOf(IOException.class).hasMessageContaining("in use");
        }
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var settings = ServerSettings.onLoopback(taken.getLocalPort(), keys.resolve("other"));
            try (var third = new AgentServer(settings, ToyDevice.MODEL, device, device, device.rpcs())) {
                assertThatThrownBy(third::start)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot listen on localhost:" + taken.getLocalPort());
            }
        }
    }

    @Test
    void a_stored_configuration_that_was_tampered_with_is_not_used() throws Exception {
        Files.writeString(fixture.folder().resolve("running.xml"), "<config><device/>");

        assertThatThrownBy(fixture::restart)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("running.xml cannot be used");
    }
}
