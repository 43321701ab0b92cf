package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.testbed.topology.ServerCertificate;

/** KMEs and managers as others have them: below a path, with tokens or certificates, known by another name or to be refused. */
final class FacesTest {
    private static final String B = "urn:mfs:cf:cf-b";
    private static final String CONTEXT = "/data/tapi-common:context";
    private OutsideWorld world;

    private void start(String... replacements) throws Exception {
        String topology = OutsideWorld.shipped("three-nodes");
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(topology).contains(replacements[i]);
            topology = topology.replace(replacements[i], replacements[i + 1]);
        }
        world = new OutsideWorld(topology);
    }

    private void startKmeA(String members) throws Exception {
        start("\"name\": \"A\", \"kme-id\": \"kme-a\"", "\"name\": \"A\", \"kme-id\": \"kme-a\", " + members);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private JsonObject apn() {
        return world.json().getAsJsonObject("apn");
    }

    private static int get(SSLContext tls, String url, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate that a server shows to a client that trusts the authority and cares for no name. */
    private X509Certificate shown(String url, SSLContext tls) throws IOException {
        URI uri = URI.create(url);
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(uri.getHost(), uri.getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private X509Certificate shownByKme() throws IOException {
        return shown(world.node("A").get("kme").getAsString(), world.identityOf("cf-a"));
    }

    @Test
    void a_kme_can_be_served_below_a_path_and_only_there() throws Exception {
        startKmeA("\"kme-path\": \"/some/path\"");
        String kme = world.node("A").get("kme").getAsString();
        world.register(
                "aaaaaaaa-0000-4000-8000-000000000001",
                List.of("urn:mfs:cf:cf-a", B),
                List.of("A", "B"),
                List.of(world.link("A-B")));

        assertThat(kme).endsWith("/some/path");
        assertThat(world.sae("cf-a").get(B, "enc_keys").status()).isEqualTo(200);
        assertThat(get(world.identityOf("cf-a"), kme.replace("/some/path", "") + "/api/v1/keys/urn:mfs:cf:cf-b/status"))
                .isEqualTo(404);
    }

    @Test
    void a_manager_can_ask_for_a_bearer_token() throws Exception {
        start(
                "\"set-up-ms\": 200",
                "\"access\": \"bearer\"",
                "\"sae-id-source\"",
                "\"access\": \"bearer\", \"sae-id-source\"");
        String token = Files.readString(Path.of(apn().get("restconf-token").getAsString()));
        String url = apn().get("restconf").getAsString() + CONTEXT;

        assertThat(get(world.trust(), url, "Authorization", "Bearer " + token)).isEqualTo(200);
        assertThat(get(world.trust(), url, "Authorization", "Bearer x" + token)).isEqualTo(401);
        assertThat(get(world.trust(), url, "Authorization", "Basic " + token)).isEqualTo(401);
        assertThat(get(world.trust(), url)).isEqualTo(401);
        String qkdToken = Files.readString(Path.of(
                world.json().getAsJsonObject("qkd").get("restconf-token").getAsString()));
        String node = world.node("A").get("restconf").getAsString() + "/data/etsi-qkd-sdn-node:qkd_node";
        assertThat(get(world.trust(), node, "Authorization", "Bearer " + qkdToken))
                .isEqualTo(200);
        assertThat(get(world.trust(), node, "Authorization", "Bearer " + token)).isEqualTo(401);
    }

    @Test
    void a_manager_can_ask_for_the_controllers_certificate() throws Exception {
        start("\"set-up-ms\": 200", "\"access\": \"client-certificate\"");
        SSLContext controller = world.identity(
                Path.of(apn().get("restconf-client-pkcs12").getAsString()),
                Path.of(apn().get("restconf-client-pkcs12-password-file").getAsString()));
        String url = apn().get("restconf").getAsString() + CONTEXT;

        assertThat(get(controller, url)).isEqualTo(200);
        assertThat(get(world.identityOf("cf-a"), url)).isEqualTo(401);
        assertThatThrownBy(() -> get(world.trust(), url)).isInstanceOf(IOException.class);
        assertThat(world.qkdNode("A").get("etsi-qkd-sdn-node:qkd_node").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "good,             kme-a, urn:mfs:kme:kme-a,      127.0.0.1",
        "uri-only,         kme-a, urn:mfs:kme:kme-a,      ''",
        "dns-only,         kme-a, '',                     kme-a.testbed.example",
        "common-name-only, kme-a, '',                     ''",
        "wrong-name,       somebody-else, somebody-else,  somebody.testbed.example"
    })
    void a_certificate_names_its_server_in_the_way_that_was_chosen(String kind, String cn, String uri, String host)
            throws Exception {
        startKmeA("\"kme-certificate\": \"" + kind + "\"");

        X509Certificate certificate = shownByKme();

        String names = String.valueOf(certificate.getSubjectAlternativeNames());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + cn);
        assertThat(names).contains(uri).contains(host);
        assertThat(names.equals("null")).isEqualTo(uri.isEmpty() && host.isEmpty());
        assertThat(names.contains("127.0.0.1")).isEqualTo(kind.equals("good"));
        assertThat(world.node("A").has("kme-certificate")).isNotEqualTo(kind.equals("good"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "unknown-authority"})
    void a_certificate_that_nobody_should_take_is_not_taken(String kind) throws Exception {
        startKmeA("\"kme-certificate\": \"" + kind + "\"");

        assertThatThrownBy(this::shownByKme).isInstanceOf(SSLException.class);
        assertThat(shown(world.node("B").get("kme").getAsString(), world.identityOf("cf-b"))
                        .getNotAfter()
                        .toInstant())
                .isAfter(Instant.now().plus(Duration.ofDays(60)));
    }

    @Test
    void managers_have_the_certificate_that_was_chosen_too() throws Exception {
        start(
                "\"set-up-ms\": 200",
                "\"certificate\": \"expired\"",
                "\"location\": \"site-a\"",
                "\"restconf-certificate\": \"dns-only\"");

        assertThatThrownBy(() -> get(world.trust(), apn().get("restconf").getAsString()))
                .isInstanceOf(SSLException.class);
        assertThat(world.node("A").get("restconf-name").getAsString()).isEqualTo("qkdn-A.testbed.example");
        assertThat(String.valueOf(shown(world.node("A").get("restconf").getAsString(), world.trust())
                        .getSubjectAlternativeNames()))
                .contains("qkdn-A.testbed.example");
    }

    @Test
    void a_certificate_is_renewed_while_connections_go_on() throws Exception {
        start();
        SaeClient sae = world.sae("cf-a");
        assertThat(sae.get(B, "status").status()).isEqualTo(401);
        X509Certificate before = shownByKme();

        world.qkdControl().renewKme("A");

        X509Certificate after = shownByKme();
        assertThat(after).isNotEqualTo(before);
        assertThat(after.getPublicKey()).isNotEqualTo(before.getPublicKey());
        assertThat(after.getIssuerX500Principal()).isEqualTo(before.getIssuerX500Principal());
        assertThat(sae.get(B, "status").status()).isEqualTo(401);
    }

    @Test
    void a_certificate_can_become_a_bad_one_and_a_good_one_again_while_it_runs() throws Exception {
        start();

        world.qkdControl().renewKme("A", ServerCertificate.EXPIRED);
        assertThatThrownBy(this::shownByKme).isInstanceOf(SSLException.class);
        world.qkdControl().renewKme("A", ServerCertificate.GOOD);
        assertThat(shownByKme().getSubjectX500Principal().getName()).isEqualTo("CN=kme-a");
        world.apnControl().renew(ServerCertificate.UNKNOWN_AUTHORITY);
        String apn = apn().get("restconf").getAsString();
        assertThatThrownBy(() -> shown(apn, world.trust())).isInstanceOf(SSLException.class);
        world.qkdControl().renewNode("A", ServerCertificate.WRONG_NAME);
        assertThat(shown(world.node("A").get("restconf").getAsString(), world.trust())
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=somebody-else");
        assertThatThrownBy(() -> world.qkdControl().renewKme("Z")).hasMessageContaining("404");
    }
}
