package org.openmfs.testbed.south;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.testbed.tls.Identity;
import org.openmfs.testbed.tls.Names;
import org.openmfs.testbed.tls.TestAuthority;

/** What keeps a manager from being spoken to is said within 3 s, with the address, in words that tell where to look. */
@Timeout(60)
final class ManagerTroubleTest {
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Login NONE = new Login.None();
    private static final Login CREDENTIAL = new Login.Basic(new Credential("mfs", "secret"));
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private static TestAuthority authority() {
        return TestAuthority.fresh("an authority", new SecureRandom(), InstantSource.system());
    }

    private int plain(int status, String type, String body, String... headers) throws IOException {
        return started(HttpServer.create(ANY, 0), status, type, body, headers);
    }

    private int secure(Identity identity) throws IOException {
        HttpsServer server = HttpsServer.create(ANY, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        return started(server, 200, "application/yang-data+json", "{}");
    }

    private int started(HttpServer server, int status, String type, String body, String... headers) {
        server.createContext("/", exchange -> answer(exchange, status, type, body, headers));
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body, String... headers)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        for (int at = 0; at < headers.length; at += 2) {
            exchange.getResponseHeaders().set(headers[at], headers[at + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static SouthboundFailure failure(String address, Optional<String> trusted, Login login) {
        RestconfClient client =
                new RestconfClient("west", URI.create(address + "/restconf"), ManagerTls.trusting(trusted), login);
        List<Duration> taken = new ArrayList<>();
        SouthboundFailure failure = timed(client, taken);
        // The same each time; a machine that was busy with something else for a moment was so for one of them.
        while (taken.size() < 3 && taken.getLast().compareTo(SOON) >= 0) {
            failure = timed(client, taken);
        }
        assertThat(taken.getLast()).isLessThan(SOON);
        assertThat(failure.getMessage())
                .startsWith(address + ": ")
                .hasSizeGreaterThan(address.length() + 10)
                .doesNotContain("Exception", "null", "java.", "sun.", "secret");
        return failure;
    }

    private static SouthboundFailure timed(RestconfClient client, List<Duration> taken) {
        Instant began = Instant.now();
        try {
            client.read("/data/x:y", answer -> answer.member("y"));
        } catch (SouthboundFailure failure) {
            taken.add(Duration.between(began, Instant.now()));
            return failure;
        }
        throw new AssertionError("no failure");
    }

    private static String text(String address) {
        return failure(address, Optional.empty(), CREDENTIAL).getMessage();
    }

    private static Names named(String host) {
        return new Names(host, List.of(), List.of(host));
    }

    private static String pem(TestAuthority authority) {
        return Identity.pem(authority.certificate());
    }

    @Test
    void an_unknown_authority_is_told_as_that() throws IOException {
        String address = "https://localhost:" + secure(authority().issue(named("localhost")));

        String told = failure(address, Optional.of(pem(authority())), NONE).getMessage();
        assertThat(told).contains("authority").contains("certificate");
        assertThat(text(address)).contains("authority");
    }

    @Test
    void another_name_and_an_expired_certificate_are_told_as_that() throws IOException {
        TestAuthority trusted = authority();
        String pem = pem(trusted);

        String other = "https://localhost:" + secure(trusted.issue(named("elsewhere")));
        assertThat(failure(other, Optional.of(pem), NONE)).hasMessageContaining("another name");
        String ended = "https://localhost:" + secure(trusted.issueEnded(named("localhost")));
        assertThat(failure(ended, Optional.of(pem), NONE)).hasMessageContaining("expired");
    }

    @Test
    void http_in_place_of_https_and_the_other_way_round_are_told_as_that() throws IOException {
        assertThat(text("https://127.0.0.1:" + plain(200, "application/json", "{}")))
                .contains("is it http?");
        assertThat(text("http://127.0.0.1:" + secure(authority().issue(named("localhost")))))
                .contains("https");
    }

    @Test
    void a_page_in_place_of_json_is_told_as_that() throws IOException {
        assertThat(text("http://127.0.0.1:" + plain(200, "text/html; charset=utf-8", "<html/>")))
                .contains("no RESTCONF here: answered text/html");
    }

    @Test
    void a_redirect_is_told_without_what_may_be_secret_in_it() throws IOException {
        int port = plain(302, "text/html", "x", "Location", "https://u:secret@there/login?token=secret");

        assertThat(text("http://127.0.0.1:" + port)).contains("302").contains("https://there/login");
    }

    @Test
    void a_refused_password_names_the_user_or_says_that_none_is_set() throws IOException {
        String address = "http://127.0.0.1:" + plain(401, "application/json", "{}");

        SouthboundFailure wrong = failure(address, Optional.empty(), CREDENTIAL);
        assertThat(wrong.code()).isEqualTo(ReasonCode.CREDENTIAL_REFUSED);
        assertThat(wrong).hasMessageContaining("user mfs");
        assertThat(failure(address, Optional.empty(), NONE)).hasMessageContaining("no credential is set");
    }

    @RepeatedTest(20)
    void a_manager_that_asks_for_a_certificate_is_told_as_that() throws IOException {
        TestAuthority trusted = authority();
        HttpsServer server = HttpsServer.create(ANY, 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(trusted.issue(named("localhost")).context()) {
                    @Override
                    public void configure(HttpsParameters asked) {
                        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                        tls.setNeedClientAuth(true);
                        asked.setSSLParameters(tls);
                    }
                });
        String address = "https://localhost:" + started(server, 200, "application/yang-data+json", "{}");

        SouthboundFailure refused = failure(address, Optional.of(pem(trusted)), NONE);

        assertThat(refused).hasMessageContaining("certificate").hasMessageContaining("client-identity");
        assertThat(refused.code()).isEqualTo(ReasonCode.CREDENTIAL_REFUSED);
    }

    @Test
    void a_port_that_is_closed_and_one_that_closes_at_once_are_told_as_that() throws IOException {
        int closed;
        try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            closed = closing.getLocalPort();
            Thread.ofVirtual().start(() -> closeEach(closing));
            assertThat(text("http://127.0.0.1:" + closed)).contains("closed");
            assertThat(text("https://127.0.0.1:" + closed)).contains("closed");
        }
        assertThat(text("http://127.0.0.1:" + closed)).contains("the connection was refused");
    }

    private static void closeEach(ServerSocket closing) {
        try {
            while (true) {
                closeOne(closing.accept());
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void closeOne(Socket taken) throws IOException {
        try (taken) {
            taken.setSoLinger(true, 0);
        }
    }

    @Test
    void a_client_sends_nothing_secret_over_http_whatever_an_older_configuration_says() {
        assertThatThrownBy(() -> new RestconfClient(
                        "west",
                        URI.create("http://192.0.2.1/restconf"),
                        ManagerTls.trusting(Optional.empty()),
                        CREDENTIAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://192.0.2.1")
                .message()
                .doesNotContain("secret");
    }

    @Test
    void an_address_with_user_and_password_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> new RestconfClient(
                        "west",
                        URI.create("https://mfs:secret@host/restconf"),
                        ManagerTls.trusting(Optional.empty()),
                        NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credential")
                .message()
                .doesNotContain("secret");
    }
}
