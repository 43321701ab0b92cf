package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;

/** What becomes of every answer that two public KMEs were recorded to give, word for word as they gave it. */
final class RecordedKmesTest {
    private static final Pattern CALL = Pattern.compile("/api/v1/keys/[^/]+/(status|enc_keys|dec_keys)(\\?.*)?");
    private static final Pattern KEY_ID = Pattern.compile("\"key_ID\":\"([0-9a-f-]+)\"");
    private static final int OK = 200;

    /** What each of their refusals means, by the words in it. */
    private static final Map<String, Reason> MEANINGS = Map.ofEntries(
            Map.entry("The requested key size is too small.", Reason.REFUSED),
            Map.entry("Number of requested keys exceed allowed max keys per request.", Reason.REFUSED),
            Map.entry("The given slave SAE ID is unknown by this KME.", Reason.REFUSED),
            Map.entry("Some of the requested keys do not exist in this KME.", Reason.EXHAUSTED),
            Map.entry("The given master_sae_id is not involved in any key exchanges.", Reason.EXHAUSTED),
            Map.entry("The requested key amount exceeds the generated key count. Try again later.", Reason.EXHAUSTED),
            Map.entry("The server could not verify that you are authorized", Reason.REFUSED),
            Map.entry("Not authorized for requested keys", Reason.EXHAUSTED),
            Map.entry("Failed to generate keys", Reason.EXHAUSTED),
            Map.entry("'size' must be >= 8", Reason.REFUSED),
            Map.entry("'number' must be >= 1", Reason.REFUSED),
            Map.entry("int_parsing", Reason.REFUSED),
            Map.entry("json_invalid", Reason.REFUSED),
            Map.entry("Key IDs are required", Reason.REFUSED),
            Map.entry("No required SSL certificate was sent", Reason.REFUSED));

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

    /** One answer as it was recorded. */
    private record Recorded(String kme, String note, String call, int status, String body) {
        FakeKme.Canned again() {
            return new FakeKme.Canned(status, body);
        }

        List<String> keyIds() {
            List<String> ids = new ArrayList<>();
            for (Matcher found = KEY_ID.matcher(body); found.find(); ) {
                ids.add(found.group(1));
            }
            return ids;
        }

        @Override
        public String toString() {
            return "%s: %s, %d %s".formatted(kme, call, status, note.isEmpty() ? body.strip() : note);
        }
    }

    static Stream<Recorded> recorded() {
        return Stream.of("next-door-key-simulator", "easy-kme").flatMap(RecordedKmesTest::read);
    }

    static Stream<Recorded> refusals() {
        return recorded().filter(answer -> answer.status() != OK);
    }

    static Stream<Recorded> statuses() {
        return recorded()
                .filter(answer -> answer.status() == OK && answer.call().equals("status"));
    }

    static Stream<Recorded> keys() {
        return recorded()
                .filter(answer -> answer.status() == OK && !answer.call().equals("status"));
    }

    private static Stream<Recorded> read(String kme) {
        String name = "/kme-answers/" + kme + ".json";
        try (Reader text = new InputStreamReader(
                Objects.requireNonNull(RecordedKmesTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            List<Recorded> answers = new ArrayList<>();
            for (JsonElement element :
                    JsonParser.parseReader(text).getAsJsonObject().getAsJsonArray("exchanges")) {
                JsonObject exchange = element.getAsJsonObject();
                Matcher call = CALL.matcher(
                        exchange.getAsJsonObject("request").get("path").getAsString());
                if (exchange.has("status") && call.matches()) {
                    answers.add(new Recorded(
                            kme,
                            exchange.has("note") ? exchange.get("note").getAsString() : "",
                            call.group(1),
                            exchange.get("status").getAsInt(),
                            exchange.get("body").getAsString()));
                }
            }
            return answers.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void each_refusal_ends_as_what_it_means_and_says_its_status(Recorded answer) throws Exception {
        site.kme.answer(answer.call(), answer.again());

        MethodFailure failure = failure(answer.call());

        assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(meaning(answer));
        assertThat(failure.getMessage()).contains("HTTP status " + answer.status());
    }

    private static Reason meaning(Recorded answer) {
        List<Reason> fitting = MEANINGS.entrySet().stream()
                .filter(words -> answer.body().contains(words.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(fitting).as(answer.body()).hasSize(1);
        return fitting.getFirst();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void each_status_is_read_whatever_else_is_in_it_and_an_empty_store_hinders_nobody(Recorded answer)
            throws Exception {
        site.kme.answer("status", answer.again());

        assertThat(site.sideA(QkdSite.AMPLE).status(QkdSite.CF_B).longestKey()).isEqualTo(1024);
        try (InitiatorExchange exchange = site.sideA(QkdSite.AMPLE).initiate(context)) {
            assertThat(exchange.offer().body()).hasSize(36);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void one_key_of_the_length_asked_for_is_taken_and_nothing_else(Recorded answer) throws Exception {
        site.kme.answer(answer.call(), answer.again());
        boolean fits = answer.keyIds().size() == 1 && answer.body().matches("(?s).*\"key\":\"[^\"]{44}\".*");
        String id = answer.keyIds().getFirst();

        if (!fits) {
            assertThat(failure(answer.call()).reason()).isEqualTo(Reason.MALFORMED);
        } else if (answer.call().equals("enc_keys")) {
            try (InitiatorExchange exchange = site.sideA(QkdSite.AMPLE).initiate(context)) {
                assertThat(new String(exchange.offer().body(), StandardCharsets.US_ASCII))
                        .isEqualTo(id);
            }
        } else {
            try (ResponderExchange answered = site.sideB(QkdSite.AMPLE).respond(context, offer(id))) {
                assertThat(answered.answer()).isEqualTo(MethodMessage.EMPTY);
            }
        }
    }

    @Test
    void of_both_each_call_is_recorded_with_keys_and_without() {
        Set<String> seen = recorded()
                .map(answer -> answer.kme().charAt(0) + answer.call() + (answer.status() == OK))
                .collect(Collectors.toSet());

        assertThat(seen)
                .contains("nenc_keystrue", "nenc_keysfalse", "ndec_keystrue", "ndec_keysfalse", "nstatustrue")
                .contains("eenc_keystrue", "eenc_keysfalse", "edec_keystrue", "edec_keysfalse", "estatustrue");
    }

    private static MethodMessage offer(String id) {
        return new MethodMessage(id.getBytes(StandardCharsets.US_ASCII));
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
        MethodMessage offer = offer("412cbf78-472e-48ac-b842-2d54dbab7884");
        try (ResponderExchange answered = site.sideB(QkdSite.AMPLE).respond(context, offer)) {
            assertThat(answered).describedAs("no secret was to be had").isNull();
        }
    }
}
