package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;

/** What KMEs of others say when they give no key, and what becomes of it: the reason, and the KME's own words. */
final class KmeAnswersTest {
    private static final int MOST_WORDS = 200;
    private static final MethodMessage OFFER = new MethodMessage("412cbf78-472e-48ac-b842-2d54dbab7884".getBytes());
    private final ExchangeContext context =
            new ExchangeContext(KeyId.random(new SecureRandom()), QkdSite.CF_A, QkdSite.CF_B);
    private QkdSite site;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        site = new QkdSite(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    /** One answer of a KME; first those of two public ones. */
    private record Said(String call, int status, String body, Reason reason, String words) {
        static Said message(String call, int status, String message, Reason reason) {
            return new Said(call, status, "{\"message\":\"" + message + "\"}\n", reason, message);
        }

        static Said detail(String call, int status, String message, Reason reason) {
            return new Said(call, status, "{\"detail\":\"" + message + "\"}", reason, message);
        }
    }

    static Stream<Said> answers() {
        Reason none = Reason.EXHAUSTED;
        Reason no = Reason.REFUSED;
        return Stream.of(
                Said.message("dec_keys", 400, "Some of the requested keys do not exist in this KME.", none),
                Said.message("dec_keys", 401, "The given master_sae_id is not involved in any key exchanges.", none),
                Said.message(
                        "enc_keys",
                        400,
                        "The requested total of keys exceeds the maximum key count that can be stored.",
                        none),
                Said.detail("dec_keys", 401, "Not authorized for requested keys", none),
                Said.detail("enc_keys", 503, "Failed to generate keys", none),
                Said.message("enc_keys", 404, "No keys available", none),
                Said.message("enc_keys", 404, "key pool is empty", none),
                Said.message("enc_keys", 400, "the number of keys asked for exceeds the available ones", none),
                Said.detail("enc_keys", 404, "Nothing yet, try again later", none),
                Said.message("enc_keys", 503, "insufficient key material", none),
                Said.message("enc_keys", 503, "the application exceeds its max_bandwidth", none),
                Said.message("enc_keys", 429, "slow down", none),
                Said.message("status", 400, "The given slave SAE ID is unknown by this KME.", no),
                Said.message("enc_keys", 400, "The requested key size is too small.", no),
                Said.message("enc_keys", 400, "number exceeds the most keys of one request", no),
                Said.message("enc_keys", 404, "no such method", no),
                Said.message("enc_keys", 401, "the certificate names no SAE of this KME", no),
                Said.message("enc_keys", 401, "no key usage in the certificate", no),
                Said.message(
                        "enc_keys",
                        401,
                        "no QKD application is registered for urn:mfs:cf:cf-a and urn:mfs:cf:cf-c at both their nodes",
                        no),
                new Said(
                        "enc_keys",
                        503,
                        "{\"details\":[{\"link\":\"A-B is down\"}],\"message\":\"no key now\"}",
                        none,
                        "no key now"));
    }

    /** Of one whose words are the same whatever is not there. */
    static Stream<Said> answersOfOneThatSaysLittle() {
        String conflict =
                "There is a conflict with the requested resource, maybe resource on a remote KME are not synced";
        return Stream.of(
                Said.message("enc_keys", 404, "Element not found", Reason.EXHAUSTED),
                Said.message("dec_keys", 404, "Element not found", Reason.EXHAUSTED),
                Said.message("enc_keys", 409, conflict, Reason.EXHAUSTED),
                Said.message("status", 404, "Element not found", Reason.REFUSED),
                Said.message("enc_keys", 405, "Element not found", Reason.REFUSED),
                Said.message("enc_keys", 409, "this SAE is registered twice", Reason.REFUSED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"answers", "answersOfOneThatSaysLittle"})
    void an_answer_without_a_key_gives_its_reason_its_status_and_the_words_of_the_kme(Said said) throws Exception {
        site.kme.answer(said.call(), new FakeKme.Canned(said.status(), said.body()));

        MethodFailure failure = failure(said.call());

        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(said.reason());
        assertThat(failure.getMessage())
                .contains("HTTP status " + said.status())
                .contains(said.words());
    }

    @Test
    void an_application_that_nobody_registered_is_told_apart_from_a_certificate_that_is_refused() throws Exception {
        String unknown = "SAE or application";
        site.kme.answer("enc_keys", new FakeKme.Canned(401, "{\"message\":\"no QKD application is registered\"}"));
        assertThat(failure("enc_keys").getMessage()).contains(unknown);
        site.kme.answer("enc_keys", new FakeKme.Canned(400, "{\"message\":\"no such SAE: urn:mfs:cf:cf-z\"}"));
        assertThat(failure("enc_keys").getMessage()).contains(unknown);
        site.kme.answer("enc_keys", new FakeKme.Canned(401, "{\"message\":\"who are you\"}"));
        assertThat(failure("enc_keys").getMessage()).contains("certificate").doesNotContain(unknown);
        site.kme.answer("enc_keys", new FakeKme.Canned(404, ""));
        assertThat(failure("enc_keys").getMessage()).contains("nothing at this address");
    }

    @Test
    void the_words_of_a_kme_are_bounded_and_without_control_characters() throws Exception {
        String nasty = "no\\u0007 key\\r\\n\\u001b[2Jat\\u202e all " + "and on ".repeat(100);
        site.kme.answer("enc_keys", new FakeKme.Canned(503, "{\"message\":\"" + nasty + "\"}"));

        String text = failure("enc_keys").getMessage();

        assertThat(text).contains("no key [2Jat all and on").matches("[\\P{C}]*");
        assertThat(text.substring(text.indexOf("no key [2J"))).hasSizeLessThanOrEqualTo(MOST_WORDS);
    }

    @Test
    void names_and_addresses_among_the_words_of_a_kme_are_kept_and_what_looks_like_a_key_is_not() throws Exception {
        String name = "urn:mfs:cf:controller-west-1";
        String key = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
        site.kme.answer(
                "enc_keys", new FakeKme.Canned(503, "{\"message\":\"no key of " + name + ", not even " + key + "\"}"));

        assertThat(failure("enc_keys").getMessage()).contains("no key of " + name + ", not even …");
    }

    @Test
    void a_name_of_128_letters_is_one_still() throws Exception {
        String longest = "a/".repeat(64);
        site.kme.answer("enc_keys", new FakeKme.Canned(503, "{\"message\":\"no key of " + longest + " now\"}"));
        assertThat(failure("enc_keys").getMessage()).contains("no key of " + longest + " now");

        site.kme.answer("enc_keys", new FakeKme.Canned(503, "{\"message\":\"no key of " + longest + "a now\"}"));
        assertThat(failure("enc_keys").getMessage()).contains("no key of … now");
    }

    @Test
    void where_a_kme_says_nothing_nothing_is_quoted() throws Exception {
        site.kme.answer("enc_keys", new FakeKme.Canned(503, ""));
        assertThat(failure("enc_keys").getMessage()).endsWith("HTTP status 503, it has no key to give now");

        site.kme.answer("enc_keys", new FakeKme.Canned(200, "{\"keys\":[]}"));
        assertThat(failure("enc_keys").getMessage()).endsWith("a list of no keys, it has no key to give now");
    }

    @Test
    void a_word_of_a_kme_without_end_takes_no_stack_of_ours() throws Exception {
        site.kme.answer("enc_keys", new FakeKme.Canned(503, "{\"message\":\"no " + "a/".repeat(15_000) + "\"}"));

        assertThat(failure("enc_keys").getMessage()).contains("503").contains("no …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>no keys</body></html>",
                "",
                "\"no keys\"",
                "{\"message\":42}",
                "{\"keys\":\"no keys\"}",
                "{\"message\":\"no keys\"} and more"
            })
    void what_is_no_error_body_is_not_quoted(String body) throws Exception {
        site.kme.answer("enc_keys", new FakeKme.Canned(503, body));

        assertThat(failure("enc_keys").getMessage()).contains("503").doesNotContain("no keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nq51M1LGlvRdPEXQs9fphVn96may08U0Z6O4ZknIASY=",
                "XTxF0LPX6YVZ_epmstPFNGejuGZJyAEm-ZlZodsSgjI",
                "36ae753352c696f45d3c45d0b3d7e98559fdea66b2d3c53467a3b86649c80126",
                "36AE753352C696F45D3C45D0B3D7E985",
                "36:ae:75:33:52:c6:96:f4:5d:3c:45:d0:b3:d7:e9:85",
                "36:ae:75:33:52:ce:96:fa:50:dc:45:de:70:43:85:bb"
            })
    void what_looks_like_a_key_is_not_quoted(String key) throws Exception {
        site.kme.answer("enc_keys", new FakeKme.Canned(503, "{\"message\":\"could not send '" + key + "' to sae-b\"}"));

        assertThat(failure("enc_keys").getMessage())
                .contains("could not send")
                .contains("to sae-b")
                .doesNotContain(key)
                .doesNotContain(key.substring(4, 20));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x11, 0xff})
    void a_key_of_equal_octets_is_refused_as_malformed(int octet) throws Exception {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) octet);
        String container = "{\"keys\":[{\"key_ID\":\"412cbf78-472e-48ac-b842-2d54dbab7884\",\"key\":\""
                + Base64.getEncoder().encodeToString(key) + "\"}]}";
        for (String call : new String[] {"enc_keys", "dec_keys"}) {
            site.kme.answer(call, new FakeKme.Canned(200, container));

            MethodFailure failure = failure(call);

            assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(failure.getMessage()).contains("equal octets");
        }
    }

    private MethodFailure failure(String call) {
        return catchThrowableOfType(MethodFailure.class, () -> {
            if (call.equals("dec_keys")) {
                respond();
            } else {
                initiate();
            }
        });
    }

    private void initiate() throws Exception {
        try (InitiatorExchange exchange = site.sideA(QkdSite.AMPLE).initiate(context)) {
            assertThat(exchange).describedAs("no exchange was to begin").isNull();
        }
    }

    private void respond() throws Exception {
        try (ResponderExchange answered = site.sideB(QkdSite.AMPLE).respond(context, OFFER)) {
            assertThat(answered).describedAs("no secret was to be had").isNull();
        }
    }
}
