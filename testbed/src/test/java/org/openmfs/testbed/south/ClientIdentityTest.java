package org.openmfs.testbed.south;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.IdentityName;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.identity.ClientIdentities;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.tls.TestAuthority;

/** What the files of an identity must hold, what is told where they do not, and which certificate a server sees. */
@Timeout(60)
final class ClientIdentityTest {
    private static final TestAuthority AUTHORITY =
            TestAuthority.fresh("an authority", new SecureRandom(), InstantSource.system());
    private static final Names US = new Names("controller", List.of(), List.of());
    private static final String MODE = "rw-------";

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private HttpsServer server;
    private RestconfClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Identity own = AUTHORITY.issue(new Names("localhost", List.of(), List.of("localhost")));
        server.setHttpsConfigurator(new HttpsConfigurator(own.context()) {
            @Override
            public void configure(HttpsParameters asked) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                asked.setSSLParameters(tls);
            }
        });
        server.createContext("/", ClientIdentityTest::serial);
        server.start();
        client = new RestconfClient(
                "west",
                URI.create("https://localhost:" + server.getAddress().getPort() + "/restconf"),
                new ManagerTls(
                        Optional.of(Identity.pem(AUTHORITY.certificate())),
                        Optional.of(new ClientIdentities(folder, now::get).of(new IdentityName("apn")))),
                new Login.None());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers with the serial number of the certificate that the client showed. */
    private static void serial(HttpExchange exchange) throws IOException {
        try (exchange) {
            String number = ((java.security.cert.X509Certificate)
                            ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0])
                    .getSerialNumber()
                    .toString();
            byte[] body = number.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String serial(Identity identity) {
        return identity.certificate().getSerialNumber().toString();
    }

    private String seen() throws SouthboundFailure {
        return client.get("/data").orElseThrow();
    }

    private void put(Identity identity) throws IOException {
        put("apn.pem", Identity.pem(identity.certificate()), "rw-r--r--");
        put("apn.key", identity.keyPem(), MODE);
    }

    private void put(String name, String content, String mode) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** What is told instead of a request that is made; nothing of a key is in it. */
    private void told(String file, String... parts) {
        SouthboundFailure failure = catchThrowableOfType(SouthboundFailure.class, this::seen);
        assertThat(failure.code()).isEqualTo(ReasonCode.MANAGER_UNREACHABLE);
        assertThat(failure.getMessage())
                .startsWith("client-identity: " + folder.resolve(file) + ": ")
                .contains(parts)
                .contains("expected")
                .doesNotContain("Exception", "null", "java.", "MIG", "MEE");
    }

    @Test
    void the_renewed_certificate_is_shown_from_the_next_request_on() throws Exception {
        Identity first = AUTHORITY.issue(US);
        Identity second = AUTHORITY.issue(US);
        put(first);
        assertThat(seen()).isEqualTo(serial(first));
        assertThat(seen()).isEqualTo(serial(first));

        put(second);

        assertThat(seen()).isEqualTo(serial(second));
    }

    @Test
    void while_the_files_of_a_renewal_do_not_fit_the_old_certificate_is_shown_for_10_s() throws Exception {
        Identity first = AUTHORITY.issue(US);
        Identity second = AUTHORITY.issue(US);
        put(first);
        assertThat(seen()).isEqualTo(serial(first));

        put("apn.pem", Identity.pem(second.certificate()), "rw-r--r--");
        assertThat(seen()).isEqualTo(serial(first));
        now.set(now.get().plus(Duration.ofSeconds(9)));
        assertThat(seen()).isEqualTo(serial(first));
        now.set(now.get().plus(Duration.ofSeconds(2)));
        told("apn.key", "does not belong to the certificate in " + folder.resolve("apn.pem"));

        put("apn.key", second.keyPem(), MODE);
        assertThat(seen()).isEqualTo(serial(second));
    }

    @Test
    void an_identity_that_is_taken_away_is_shown_no_more() throws Exception {
        put(AUTHORITY.issue(US));
        seen();

        Files.delete(folder.resolve("apn.key"));

        seen();
        now.set(now.get().plus(Duration.ofSeconds(10)));
        told("apn.key", "there is no such file");
    }

    @Test
    void a_certificate_that_ends_while_it_is_shown_is_told_as_that() throws Exception {
        put(AUTHORITY.issue(US));
        seen();

        now.set(now.get().plus(Duration.ofDays(366)));

        told("apn.pem", "the certificate of CN=controller ended at");
    }

    @Test
    void certificates_that_are_none_or_of_another_time_or_order_are_told_by_their_file() throws Exception {
        Identity good = AUTHORITY.issue(US);
        put(good);
        put("apn.pem", "", "rw-r--r--");
        told("apn.pem", "holds no certificate");
        put("apn.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "rw-r--r--");
        told("apn.pem", "holds something else");
        String stranger = Identity.pem(TestAuthority.fresh("another", new SecureRandom(), InstantSource.system())
                .certificate());
        put("apn.pem", Identity.pem(good.certificate()) + stranger, "rw-r--r--");
        told("apn.pem", "certificate 2 did not issue certificate 1");
        Files.delete(folder.resolve("apn.pem"));
        Files.createDirectory(folder.resolve("apn.pem"));
        told("apn.pem", "is no regular file");
        Files.delete(folder.resolve("apn.pem"));
        put("apn.pem", "x".repeat((1 << 18) + 1), "rw-r--r--");
        told("apn.pem", "is larger than");

        put(AUTHORITY.issueEnded(US));
        told("apn.pem", "ended at");
        put(good);
        now.set(now.get().minus(Duration.ofDays(1)));
        told("apn.pem", "begins at");
        now.set(Instant.now());
        put("apn.pem", Identity.pem(good.certificate()) + Identity.pem(AUTHORITY.certificate()), "rw-r--r--");
        assertThat(seen()).isEqualTo(serial(good));
    }

    @Test
    void keys_that_are_none_or_anothers_or_open_to_others_are_told_by_their_file() throws Exception {
        Identity good = AUTHORITY.issue(US);
        put(good);
        put("apn.key", good.keyPem().replace("PRIVATE KEY", "EC PRIVATE KEY"), MODE);
        told("apn.key", "unencrypted PKCS #8 in PEM");
        put("apn.key", good.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"), MODE);
        told("apn.key", "unencrypted PKCS #8 in PEM");
        put("apn.key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", MODE);
        told("apn.key", "no key of the kind EC");
        put("apn.key", rsa(), MODE);
        told("apn.key", "no key of the kind EC");
        put("apn.key", AUTHORITY.issue(US).keyPem(), MODE);
        told("apn.key", "does not belong to the certificate in");
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
            put("apn.key", good.keyPem(), open);
            told("apn.key", "mode is " + open, "0600");
        }
        put("apn.key", good.keyPem(), "r--------");
        assertThat(seen()).isEqualTo(serial(good));
    }

    private static String rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n";
    }
}
