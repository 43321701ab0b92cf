package org.openmfs.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openmfs.testbed.qkd.KmeFault;
import org.openmfs.testbed.qkd.QkdControl;
import org.openmfs.testbed.web.ControlClient;
import org.openmfs.testbed.web.Credential;
import org.openmfs.testbed.web.Json;

/** A KME misbehaves as it is told, and behaves again. */
final class KmeFaultTest {
    private static final String A = "urn:mfs:cf:cf-a";
    private static final String B = "urn:mfs:cf:cf-b";
    private static OutsideWorld world;
    private static QkdControl control;
    private static SaeClient a;
    private static SaeClient b;

    @BeforeAll
    static void start() throws Exception {
        world = new OutsideWorld(OutsideWorld.shipped("two-nodes"));
        world.register(
                "aaaaaaaa-0000-4000-8000-000000000001", List.of(A, B), List.of("A", "B"), List.of(world.link("A-B")));
        control = world.qkdControl();
        a = world.sae("cf-a");
        b = world.sae("cf-b");
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @AfterEach
    void both_kmes_behave_again() throws IOException {
        for (String node : List.of("A", "B")) {
            control.clearFault(node);
        }
        SaeClient.Answer encrypt = a.get(B, "enc_keys");
        assertThat(b.decrypt(A, encrypt.keyIds()).keys()).isEqualTo(encrypt.keys());
    }

    @Test
    void unavailable_is_503_with_a_message() throws IOException {
        control.kmeFault("A", KmeFault.of(KmeFault.Mode.UNAVAILABLE));

        assertThat(a.get(B, "enc_keys").status()).isEqualTo(503);
        assertThat(a.get(B, "enc_keys").message()).isNotBlank();
        assertThat(a.get(B, "status").status()).isEqualTo(200);
    }

    @Test
    void wrong_length_is_one_byte_short() throws IOException {
        control.kmeFault("B", KmeFault.of(KmeFault.Mode.WRONG_LENGTH));
        SaeClient.Answer encrypt = a.get(B, "enc_keys");

        SaeClient.Answer decrypt = b.decrypt(A, encrypt.keyIds());

        assertThat(decrypt.keyIds()).isEqualTo(encrypt.keyIds());
        assertThat(Base64.getDecoder().decode(decrypt.keys().getFirst())).hasSize(31);
    }

    @Test
    void other_id_is_an_id_that_nobody_asked_for() throws IOException {
        control.kmeFault("B", KmeFault.of(KmeFault.Mode.OTHER_ID));
        SaeClient.Answer encrypt = a.get(B, "enc_keys");

        SaeClient.Answer decrypt = b.decrypt(A, encrypt.keyIds());

        assertThat(decrypt.status()).isEqualTo(200);
        assertThat(decrypt.keyIds()).doesNotContainAnyElementsOf(encrypt.keyIds());
    }

    @Test
    void repeated_delivers_the_same_key_twice() throws IOException {
        control.kmeFault("A", KmeFault.of(KmeFault.Mode.REPEATED));
        control.kmeFault("B", KmeFault.of(KmeFault.Mode.REPEATED));

        SaeClient.Answer first = a.get(B, "enc_keys");
        assertThat(a.get(B, "enc_keys")).isEqualTo(first);
        assertThat(b.decrypt(A, first.keyIds()).keys()).isEqualTo(first.keys());
        assertThat(b.decrypt(A, first.keyIds()).keys()).isEqualTo(first.keys());
        assertThat(Set.copyOf(a.get(B, "enc_keys?number=2").keys())).hasSize(1);
    }

    @Test
    void html_is_a_web_page_with_200() throws IOException {
        control.kmeFault("A", KmeFault.of(KmeFault.Mode.HTML));

        SaeClient.Answer answer = a.get(B, "enc_keys");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("text/html");
        assertThat(answer.text()).startsWith("<html>");
    }

    @Test
    void stall_never_answers() throws IOException {
        control.kmeFault("A", KmeFault.of(KmeFault.Mode.STALL));

        assertThatThrownBy(() -> a.send(a.request(B, "enc_keys")
                        .timeout(Duration.ofMillis(300))
                        .GET()
                        .build()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void a_stalled_request_loses_its_connection_when_the_fault_is_cleared() throws Exception {
        control.kmeFault("A", new KmeFault(KmeFault.Mode.STALL, Set.of("enc_keys"), Duration.ZERO, 1));
        CompletableFuture<SaeClient.Answer> stalled =
                CompletableFuture.supplyAsync(() -> a.post(B, "enc_keys", new JsonObject()));
        while (fault("A")) {
            Thread.onSpinWait();
        }

        control.clearFault("A");

        assertThat(stalled)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withRootCauseInstanceOf(IOException.class);
    }

    private boolean fault(String node) throws IOException {
        return Json.objects(control.show(), "kmes").stream()
                .anyMatch(kme -> kme.get("node").getAsString().equals(node) && kme.has("fault"));
    }

    @Test
    void slow_answers_rightly_but_late() throws IOException {
        control.kmeFault("A", new KmeFault(KmeFault.Mode.SLOW, Set.of("enc_keys"), Duration.ofMillis(400), 0));
        long before = System.nanoTime();

        SaeClient.Answer answer = a.get(B, "enc_keys");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(b.decrypt(A, answer.keyIds()).keys()).isEqualTo(answer.keys());
    }

    @ParameterizedTest
    @CsvSource({"TERSE, 400", "TERSE_401, 401"})
    void terse_says_with_a_sentence_that_the_pool_is_short_and_delivers_while_it_is_not(KmeFault.Mode mode, int status)
            throws IOException {
        control.kmeFault("A", KmeFault.of(mode));
        assertThat(a.get(B, "enc_keys").status()).isEqualTo(200);

        control.cutLink("A-B", "a test");
        SaeClient.Answer answer = a.get(B, "enc_keys");
        control.linkUp("A-B");
        control.setStoredBits("A-B", 10_000);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).contains("keys");
        assertThat(a.get(B, "enc_keys").status()).isEqualTo(200);
    }

    @Test
    void a_fault_can_end_by_itself_after_so_many_requests() throws IOException {
        control.kmeFault("A", new KmeFault(KmeFault.Mode.UNAVAILABLE, Set.of("enc_keys"), Duration.ZERO, 2));

        assertThat(a.get(B, "enc_keys").status()).isEqualTo(503);
        assertThat(a.get(B, "enc_keys").status()).isEqualTo(503);
        assertThat(a.get(B, "enc_keys").status()).isEqualTo(200);
    }

    @Test
    void the_control_says_what_is_wrong_with_a_request() {
        assertThatThrownBy(() -> control.setRate("A-Z", 1))
                .hasMessageContaining("404")
                .hasMessageContaining("A-Z");
        assertThatThrownBy(() -> control.setRate("A-B", -1))
                .hasMessageContaining("400")
                .hasMessageContaining("rate");
        assertThatThrownBy(() -> control.clearFault("Z")).hasMessageContaining("404");
        JsonObject wrong = Json.object("mode", "sulking");
        ControlClient raw = new ControlClient(world.control("qkd"), new Credential("operator", "guess"));
        assertThatThrownBy(() -> raw.send("PUT", "/qkd/kmes/A/fault", wrong)).hasMessageContaining("401");
    }
}
