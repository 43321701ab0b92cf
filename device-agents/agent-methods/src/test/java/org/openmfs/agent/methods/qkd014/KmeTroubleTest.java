package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;

/** What is said when TLS with a KME fails, so that an operator knows which end to mend. */
@Timeout(60)
final class KmeTroubleTest {
    private static final Duration LONG_AGO = Duration.ofDays(-10);
    private static final Duration TOO_SOON = Duration.ofDays(2);

    private Path folder;
    private QkdSite site;

    @BeforeEach
    void start(@TempDir Path given) throws IOException {
        folder = given;
        site = new QkdSite(Files.createDirectory(given.resolve("site")));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void an_expired_certificate_of_the_KME_is_told_with_its_date() throws Exception {
        try (FakeKme expired = kme(site.files.shifted(LONG_AGO).kme("kme-1"))) {
            assertTold(failureAt(expired.address()), "the certificate of CN=kme-1 expired on 20");
        }
    }

    @Test
    void a_certificate_of_the_KME_that_is_not_yet_valid_is_told_with_a_hint_at_the_clocks() throws Exception {
        try (FakeKme early = kme(site.files.shifted(TOO_SOON).kme("kme-1"))) {
            assertTold(failureAt(early.address()), "is not valid before 20", "compare the clocks");
        }
    }

    @Test
    void an_unknown_authority_of_the_KME_is_told_by_its_name() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        try (FakeKme foreign = new FakeKme(strangers.serverContext(strangers.kme("kme-1")))) {
            assertTold(failureAt(foreign.address()), "unknown authority, CN=authority", "it has another key");
        }
    }

    @Test
    void a_KME_of_another_name_is_told_with_the_names_that_it_has() throws Exception {
        Qkd014 method = method(site.kme.address(), new KmeIdentity(KmeIdentity.Kind.SUBJECT_CN, "kme-2"));

        assertTold(failureOf(method), "does not carry the common name kme-2", "kme-1.example", "urn:example:kme:kme-1");
    }

    @Test
    void a_KME_whose_certificate_is_for_clients_alone_is_told_so() throws Exception {
        try (FakeKme other = kme(site.files.forClientsAlone("KME_LAB_001"))) {
            assertTold(
                    failureAt(other.address()),
                    "the certificate of CN=KME_LAB_001 cannot be used",
                    "does not permit use for TLS server authentication");
        }
    }

    @Test
    void a_KME_without_the_host_of_its_address_is_told_with_the_member_that_helps() throws Exception {
        try (FakeKme nameless = kme(site.files.nameless("kme-1"))) {
            assertTold(failureAt(nameless.address()), "does not carry the host 127.0.0.1", "CN=kme-1", "kme.name");
        }
    }

    @Test
    void an_authority_of_ours_that_the_KME_does_not_know_is_told() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem foreign = strangers.pem(strangers.sae(QkdSite.SAE_A));
        Qkd014 method = site.open(
                site.settings(QkdSite.SAE_A, QkdSite.AMPLE),
                new Credentials.Pem(foreign.certificates(), foreign.key(), site.files.authorities()),
                KmeIdentity.hostOfUri());

        assertTold(failureOf(method), "the KME refuses our certificate");
    }

    @Test
    void a_KME_of_another_protocol_version_is_told() throws Exception {
        try (SSLServerSocket old = (SSLServerSocket) site.files
                .serverContext(site.files.kme("kme-1"))
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            old.setEnabledProtocols(new String[] {"TLSv1.2"});
            old.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"});
            Thread.ofVirtual().start(() -> accept(old));

            assertTold(
                    failureAt(URI.create("https://127.0.0.1:" + old.getLocalPort())),
                    "no common group, signature or protocol");
        }
    }

    @Test
    void a_port_without_TLS_is_told() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));

            assertTold(failureAt(URI.create("https://127.0.0.1:" + plain.getLocalPort())), "speaks no TLS");
        }
    }

    @Test
    void who_has_said_why_is_not_asked_again() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain, connections));
            assertTold(failureAt(URI.create("https://127.0.0.1:" + plain.getLocalPort())), "speaks no TLS");
        }

        assertThat(connections).hasValue(1);
    }

    @Test
    void of_a_port_that_ends_a_connection_without_a_word_the_word_on_the_next_one_is_told() throws Exception {
        try (ServerSocket shy = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    shy.accept().close();
                } catch (IOException closed) {
                    return;
                }
                answerPlainly(shy);
            });

            assertTold(failureAt(URI.create("https://127.0.0.1:" + shy.getLocalPort())), "speaks no TLS");
        }
    }

    @Test
    void a_host_that_takes_a_connection_and_answers_no_handshake_is_told_as_that() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + silent.getLocalPort();
            KmeSettings hasty = new KmeSettings(
                    KmeSettings.QKD_014,
                    URI.create("https://" + place),
                    QkdSite.SAE_A,
                    peer -> Optional.of(QkdSite.SAE_B),
                    KmeSettings.DEFAULT_LENGTH,
                    QkdSite.PATIENCE,
                    QkdSite.AMPLE);
            Qkd014 method = site.open(hasty, site.files.pem(site.files.sae(QkdSite.SAE_A)), KmeIdentity.hostOfUri());

            assertTold(failureOf(method), place + " takes connections, and did not answer the TLS handshake in time");
        }
    }

    @Test
    void an_answer_that_is_cut_short_is_told_with_the_address() throws Exception {
        site.kme.fail("status", KmeFault.CUT_SHORT);

        assertTold(
                failureAt(site.kme.address()),
                "the connection with the KME at " + site.kme.address().getAuthority() + " broke");
    }

    @Test
    void a_port_where_nobody_listens_and_a_host_that_is_not_known_are_told_with_the_address() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = bound.getLocalPort();

            assertTold(failureAt(URI.create("https://127.0.0.1:" + port)), "nobody listens at 127.0.0.1:" + port);
        }
        assertTold(failureAt(URI.create("https://kme.invalid:443")), "host kme.invalid is not known");
    }

    @Test
    void a_kme_to_which_no_way_leads_is_not_told_as_one_that_does_not_listen() {
        for (SocketException failure : List.of(
                new NoRouteToHostException("No route to host"),
                new SocketException("Network is unreachable"),
                new ConnectException("Connection timed out"))) {
            assertThat(KmeTrouble.named(new IOException(failure), "kme:443"))
                    .contains(
                            "kme:443 cannot be reached: " + failure.getMessage().toLowerCase(Locale.ROOT));
        }
        assertThat(KmeTrouble.named(new ConnectException(), "kme:443"))
                .contains("kme:443 cannot be reached: no way leads there");
        assertThat(KmeTrouble.named(new SocketException("Connection reset"), "kme:443"))
                .isEmpty();
    }

    /** For every connection: the HTTP client repeats a GET when one breaks. */
    private static void accept(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getInputStream().read();
            } catch (IOException expected) {
                continue;
            }
        }
    }

    private static void answerPlainly(ServerSocket server) {
        answerPlainly(server, new AtomicInteger());
    }

    private static void answerPlainly(ServerSocket server, AtomicInteger connections) {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                socket.getInputStream().read();
                socket.getOutputStream().write(answer);
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException expected) {
                continue;
            }
        }
    }

    private FakeKme kme(KmeTestFiles.Party party) throws IOException {
        FakeKme made = new FakeKme(site.files.serverContext(party));
        site.files.shifted(Duration.ZERO);
        return made;
    }

    private static void assertTold(MethodFailure failure, String... parts) {
        assertThat(failure.getMessage()).contains(parts).doesNotContain("Exception", "SAN_", "SUBJECT_CN");
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    private MethodFailure failureAt(URI address) throws Exception {
        return failureOf(method(address, KmeIdentity.hostOfUri()));
    }

    private Qkd014 method(URI address, KmeIdentity identity) throws Exception {
        return site.open(
                site.settings(QkdSite.SAE_A, QkdSite.AMPLE, address),
                site.files.pem(site.files.sae(QkdSite.SAE_A)),
                identity);
    }

    private static MethodFailure failureOf(Qkd014 method) {
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> method.status(QkdSite.CF_B));
        assertThat(failure).isNotNull();
        return failure;
    }
}
