package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.northbound.http.TlsFiles;

/** RESTCONF over TLS with the operator's own certificate. */
final class ControllerTlsTest {
    @TempDir
    private static Path folder;

    private static TlsIdentity identity;
    private static Controller controller;

    @BeforeAll
    static void start() throws Exception {
        identity = TlsIdentity.make(folder, "controller", "EC");
        controller = Controller.start(options(new TlsFiles(identity.certificateFile(), identity.keyFile())));
    }

    @AfterAll
    static void stop() {
        controller.close();
    }

    private static ControllerOptions options(TlsFiles tls) {
        InetSocketAddress http = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ControllerOptions(folder.resolve("data"), http, Optional.of(tls), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void restconf_is_served_over_tls(String protocol) throws Exception {
        HttpResponse<String> response = get(protocol);

        assertThat(controller.restconf().getScheme()).isEqualTo("https");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("ietf-restconf:restconf");
        assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
    }

    /** The hybrid key exchange of draft-ietf-tls-ecdhe-mlkem, by a client that offers no other. */
    @Test
    void a_hybrid_key_exchange_is_served_with_the_version_of_HTTP_that_the_client_wants() throws Exception {
        Path own = Files.createDirectory(folder.resolve("hybrid"));
        TlsIdentity rsa = TlsIdentity.make(own, "rsa", "RSA");
        try (Controller hybrid = Controller.start(new ControllerOptions(
                own.resolve("data"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new TlsFiles(rsa.certificateFile(), rsa.keyFile())),
                Optional.empty()))) {
            for (String group : List.of("X25519MLKEM768", "x25519")) {
                assertThat(agreed(hybrid, group, "h2")).isEqualTo("TLSv1.3 h2");
                assertThat(agreed(hybrid, group, "http/1.1")).isEqualTo("TLSv1.3 http/1.1");
            }
        }
    }

    private static String agreed(Controller with, String group, String http) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS", new BouncyCastleJsseProvider(new BouncyCastleProvider()));
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), with.restconf().getPort())) {
            BCSSLSocket choosing = (BCSSLSocket) socket;
            BCSSLParameters parameters = choosing.getParameters();
            parameters.setNamedGroups(new String[] {group});
            parameters.setApplicationProtocols(new String[] {http});
            choosing.setParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getProtocol() + " " + choosing.getApplicationProtocol();
        }
    }

    @Test
    void an_older_version_of_tls_is_refused() {
        assertThatThrownBy(() -> get("TLSv1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void plain_http_gets_no_answer_at_a_tls_port() throws Exception {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), controller.restconf().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /restconf HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
            assertThat(new String(socket.getInputStream().readAllBytes())).doesNotContain("HTTP/");
        }
    }

    private static Path secret(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String base64) {
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    static Stream<Arguments> unusable() throws Exception {
        Path junk = secret("junk", "no PEM\n");
        Path broken = secret("broken", pem("MAMCAQA="));
        Path foreign = secret("foreign", pem("MBQCAQAwCwYJYIZIAWUDBAMSBAKquw=="));
        Path open = Files.copy(identity.keyFile(), folder.resolve("open.key"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        TlsIdentity quantum = TlsIdentity.make(folder, "quantum", "ML-DSA");
        Path nowhere = folder.resolve("nowhere");
        Path certificate = identity.certificateFile();
        Path key = identity.keyFile();
        Path another = TlsIdentity.make(folder, "another", "EC").keyFile();
        Path rsa = TlsIdentity.make(folder, "rsa", "RSA").keyFile();
        String noKey = " holds no PEM private key (PKCS #8, not encrypted)";
        String noCertificate = " holds no PEM certificate";
        String kinds = ", and TLS for RESTCONF takes RSA and EC keys";
        return Stream.of(
                Arguments.of(certificate, junk, junk + noKey),
                Arguments.of(certificate, broken, broken + noKey),
                Arguments.of(junk, key, junk + noCertificate),
                Arguments.of(key, certificate, key + noCertificate),
                Arguments.of(certificate, certificate, certificate + noKey),
                Arguments.of(
                        quantum.certificateFile(),
                        quantum.keyFile(),
                        quantum.certificateFile() + ": the first certificate is of an ML-DSA key" + kinds),
                Arguments.of(certificate, foreign, foreign + " holds an ML-DSA key" + kinds),
                Arguments.of(certificate, quantum.keyFile(), quantum.keyFile() + " holds an ML-DSA key" + kinds),
                Arguments.of(
                        certificate,
                        open,
                        open + " may be read or written by others than its owner: chmod 600 " + open),
                Arguments.of(certificate, nowhere, nowhere + " can't be read"),
                Arguments.of(nowhere, key, nowhere + " can't be read"),
                Arguments.of(
                        certificate, another, another + " is not the key of the first certificate in " + certificate),
                Arguments.of(certificate, rsa, rsa + " is not the key of the first certificate in " + certificate));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void files_that_cannot_be_used_are_named(Path certificate, Path key, String line) {
        assertThatThrownBy(() -> Controller.start(options(new TlsFiles(certificate, key))))
                .isInstanceOf(IOException.class)
                .hasMessage(line);
    }

    @Test
    void a_key_of_another_certificate_ends_the_program_with_one_line() throws Exception {
        Path certificate = identity.certificateFile();
        Path stray = TlsIdentity.make(folder, "stray", "EC").keyFile();
        try (ControllerProcess process = ControllerProcess.start(
                folder.resolve("other"),
                "--http",
                "0.0.0.0:0",
                "--tls-cert",
                certificate.toString(),
                "--tls-key",
                stray.toString())) {
            assertThat(process.end()).isEqualTo(1);
            assertThat(process.lines())
                    .containsExactly(
                            "controller: " + stray + " is not the key of the first certificate in " + certificate);
        }
    }

    @ParameterizedTest
    @CsvSource({"-20d, 10, has expired", "+5d, 10, is not valid before"})
    void a_certificate_out_of_its_time_is_refused_at_the_start(String from, int days, String said) throws Exception {
        TlsIdentity old = TlsIdentity.make(folder, "dated" + from.length() + from.hashCode(), "EC", from, days);

        assertThatThrownBy(() -> Controller.start(options(new TlsFiles(old.certificateFile(), old.keyFile()))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(old.certificateFile() + " " + said);
    }

    @Test
    void a_renewed_certificate_is_served_without_a_new_start() throws Exception {
        Path own = Files.createDirectory(folder.resolve("renewed"));
        TlsIdentity first = TlsIdentity.make(own, "first", "EC");
        TlsIdentity second = TlsIdentity.make(own, "second", "EC");
        TlsFiles files = new TlsFiles(own.resolve("served.crt"), own.resolve("served.key"));
        Files.copy(first.certificateFile(), files.certificate());
        Files.copy(first.keyFile(), files.key());
        try (Controller renewed = Controller.start(new ControllerOptions(
                own.resolve("data"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(files),
                Optional.empty()))) {
            assertThat(served(renewed)).isEqualTo(first.certificate());
            Files.move(second.certificateFile(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            TimeUnit.SECONDS.sleep(5);
            assertThat(served(renewed))
                    .as("a certificate whose key is still the old one is not taken")
                    .isEqualTo(first.certificate());
            Files.move(second.keyFile(), files.key(), StandardCopyOption.REPLACE_EXISTING);

            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!served(renewed).equals(second.certificate()) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(served(renewed)).isEqualTo(second.certificate());
        }
    }

    /** What a client without any trust is shown. */
    private static Certificate served(Controller controller) throws Exception {
        SSLContext any = SSLContext.getInstance("TLS");
        any.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) any.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), controller.restconf().getPort())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private static HttpResponse<String> get(String protocol) throws Exception {
        SSLParameters only = new SSLParameters(null, new String[] {protocol});
        String administrator = "admin:" + Files.readString(controller.administratorPasswordFile());
        HttpRequest request = HttpRequest.newBuilder(controller.restconf())
                .header("Authorization", NorthSide.authorization(administrator))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(identity.trusting("TLS"))
                .sslParameters(only)
                .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
