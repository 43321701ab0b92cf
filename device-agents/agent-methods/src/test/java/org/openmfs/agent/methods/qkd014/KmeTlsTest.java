package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.identity.Credentials;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;

/** Who a KME must be, and who this CF must be to it. */
final class KmeTlsTest {
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
    void the_KME_is_known_by_its_host_its_URI_its_DNS_name_or_its_common_name() throws Exception {
        for (KmeIdentity identity : new KmeIdentity[] {
            KmeIdentity.hostOfUri(),
            new KmeIdentity(KmeIdentity.Kind.SAN_URI, "urn:example:kme:kme-1"),
            new KmeIdentity(KmeIdentity.Kind.SAN_DNS, "kme-1.example"),
            new KmeIdentity(KmeIdentity.Kind.SUBJECT_CN, "kme-1")
        }) {
            assertThat(method(identity).status(QkdSite.CF_B).storedKeys()).isEqualTo(1000);
        }
    }

    @RepeatedTest(20)
    void a_KME_that_refuses_our_certificate_tells_so_although_we_ask_already() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem foreign = strangers.pem(strangers.sae(QkdSite.SAE_A));
        Credentials.Pem files = new Credentials.Pem(foreign.certificates(), foreign.key(), site.files.authorities());

        for (KmeIdentity identity :
                new KmeIdentity[] {KmeIdentity.hostOfUri(), new KmeIdentity(KmeIdentity.Kind.SAN_DNS, "kme-1.example")
                }) {
            Qkd014 method = site.open(site.settings(QkdSite.SAE_A, QkdSite.AMPLE), files, identity);
            assertThat(failureOf(method)).hasMessageContaining("the KME refuses our certificate");
        }
    }

    @Test
    void a_KME_of_another_name_or_with_the_name_in_another_place_is_not_used() throws Exception {
        for (KmeIdentity identity : new KmeIdentity[] {
            new KmeIdentity(KmeIdentity.Kind.SAN_URI, "urn:example:kme:kme-2"),
            new KmeIdentity(KmeIdentity.Kind.SAN_DNS, "kme-2.example"),
            new KmeIdentity(KmeIdentity.Kind.SUBJECT_CN, "kme-2"),
            new KmeIdentity(KmeIdentity.Kind.SAN_URI, "kme-1.example"),
            new KmeIdentity(KmeIdentity.Kind.SAN_DNS, "urn:example:kme:kme-1")
        }) {
            assertThat(failureOf(method(identity)).reason()).isEqualTo(Reason.UNREACHABLE);
        }
        assertThat(site.kme.callsOf("status")).isZero();
    }

    @Test
    void a_KME_at_another_host_than_its_certificate_says_is_not_used() throws Exception {
        URI byName = URI.create("https://localhost:" + site.kme.address().getPort());
        Qkd014 method = site.open(
                site.settings(QkdSite.SAE_A, QkdSite.AMPLE, byName),
                site.files.pem(site.files.sae(QkdSite.SAE_A)),
                KmeIdentity.hostOfUri());

        MethodFailure failure = failureOf(method);

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure).hasMessageContaining("certificate is not accepted");
    }

    @Test
    void a_KME_of_an_unknown_authority_is_not_used() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem own = site.files.pem(site.files.sae(QkdSite.SAE_A));
        Credentials trustsStrangers = new Credentials.Pem(own.certificates(), own.key(), strangers.authorities());
        Qkd014 method =
                site.open(site.settings(QkdSite.SAE_A, QkdSite.AMPLE), trustsStrangers, KmeIdentity.hostOfUri());

        assertThat(failureOf(method).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(site.kme.callsOf("status")).isZero();
    }

    @Test
    void a_CF_that_the_KME_does_not_trust_gets_nothing() throws Exception {
        KmeTestFiles strangers = new KmeTestFiles(Files.createDirectory(folder.resolve("strangers")));
        Credentials.Pem foreign = strangers.pem(strangers.sae(QkdSite.SAE_A));
        Credentials credentials = new Credentials.Pem(foreign.certificates(), foreign.key(), site.files.authorities());
        Qkd014 method = site.open(site.settings(QkdSite.SAE_A, QkdSite.AMPLE), credentials, KmeIdentity.hostOfUri());

        MethodFailure failure = failureOf(method);

        assertThat(failure.reason())
                .describedAs("the KME's alert, or the connection that it cut before the alert was read")
                .isIn(Reason.REFUSED, Reason.UNREACHABLE);
        assertThat(site.kme.callsOf("status")).isZero();
    }

    @Test
    void a_KME_where_nobody_listens_is_unreachable() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Qkd014 method = site.open(
                    site.settings(
                            QkdSite.SAE_A, QkdSite.AMPLE, URI.create("https://127.0.0.1:" + bound.getLocalPort())),
                    site.files.pem(site.files.sae(QkdSite.SAE_A)),
                    KmeIdentity.hostOfUri());

            assertThat(failureOf(method).reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void a_port_that_accepts_and_says_nothing_is_given_up_in_time() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Qkd014 method = site.open(
                    site.settings(
                            QkdSite.SAE_A, QkdSite.PATIENCE, URI.create("https://127.0.0.1:" + silent.getLocalPort())),
                    site.files.pem(site.files.sae(QkdSite.SAE_A)),
                    KmeIdentity.hostOfUri());

            MethodFailure failure = failureOf(method);
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure).hasMessage("the KME did not answer within " + QkdSite.PATIENCE.toMillis() + " ms");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-not-a-KME\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nb\u0000d: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                ""
            })
    void what_is_not_HTTP_fails_closed(String answer) throws Exception {
        try (ServerSocket odd = site.files
                        .serverContext(site.files.kme("kme-1"))
                        .getServerSocketFactory()
                        .createServerSocket(0, 8, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> answerOnce(odd, answer));
            URI address = URI.create("https://127.0.0.1:" + odd.getLocalPort());
            Qkd014 method = site.open(
                    site.settings(QkdSite.SAE_A, QkdSite.PATIENCE, address),
                    site.files.pem(site.files.sae(QkdSite.SAE_A)),
                    KmeIdentity.hostOfUri());

            assertThat(failureOf(method).reason()).isIn(Reason.MALFORMED, Reason.UNREACHABLE);
        }
    }

    private static Void answerOnce(ServerSocket server, String answer) throws IOException {
        try (Socket connection = server.accept()) {
            connection.getInputStream().read();
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
            return null;
        }
    }

    @Test
    void a_private_key_that_others_may_read_is_refused() throws Exception {
        Credentials.Pem credentials = site.files.pem(site.files.sae(QkdSite.SAE_A));
        Files.setPosixFilePermissions(credentials.key(), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() ->
                        site.open(site.settings(QkdSite.SAE_A, QkdSite.AMPLE), credentials, KmeIdentity.hostOfUri()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must have mode rw-------, not rw-r-----");
    }

    @Test
    void a_peer_without_SAE_id_is_unreachable() throws Exception {
        Qkd014 method = site.sideA(QkdSite.AMPLE);

        MethodFailure failure = catchThrowableOfType(
                MethodFailure.class, () -> method.status(new org.openmfs.agent.key.CfId("cf-unknown")));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    private Qkd014 method(KmeIdentity identity) throws Exception {
        return site.open(
                site.settings(QkdSite.SAE_A, QkdSite.AMPLE), site.files.pem(site.files.sae(QkdSite.SAE_A)), identity);
    }

    private static MethodFailure failureOf(Qkd014 method) {
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> method.status(QkdSite.CF_B));
        assertThat(failure).isNotNull();
        return failure;
    }
}
