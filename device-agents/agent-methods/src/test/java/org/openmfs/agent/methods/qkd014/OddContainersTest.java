package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.function.UnaryOperator;
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

/** Key containers as libraries of others write them: the same key in another form, and the absence of one. */
final class OddContainersTest {
    private static final ExchangeContext CONTEXT =
            new ExchangeContext(KeyId.random(new SecureRandom()), QkdSite.CF_A, QkdSite.CF_B);
    /** In base64, its text holds each of the letters that differ between the alphabets. */
    private static final byte[] KEY = key();

    private QkdSite site;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        site = new QkdSite(folder);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (0xf8 + 7 * i);
        }
        key[0] = (byte) 0xfb;
        key[1] = (byte) 0xff;
        return key;
    }

    /** A way to write base64, and who writes it so. */
    private record Form(String who, UnaryOperator<String> writing) {
        @Override
        public String toString() {
            return who;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(
                new Form("a library of MIME, a line feed at the end", text -> text + "\\n"),
                new Form("the same on Windows", text -> text + "\\r\\n"),
                new Form("lines of 20 characters", text -> text.replaceAll("(.{20})", "$1\\\\n")),
                new Form("without padding", text -> text.replace("=", "")),
                new Form("the alphabet for URLs", text -> text.replace('+', '-').replace('/', '_')),
                new Form(
                        "the alphabet for URLs, without padding",
                        text -> text.replace('+', '-').replace('/', '_').replace("=", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void a_key_is_taken_however_a_library_wrote_its_base64(Form form) throws Exception {
        String text = Base64.getEncoder().encodeToString(KEY);
        assertThat(text).contains("/");
        site.kme.answer("enc_keys", container(form.writing().apply(text)));

        assertTaken();
    }

    @Test
    void an_answer_that_begins_with_a_byte_order_mark_is_read() throws Exception {
        FakeKme.Canned plain = container(Base64.getEncoder().encodeToString(KEY));
        site.kme.answer("enc_keys", new FakeKme.Canned(200, "\uFEFF" + plain.body()));

        assertTaken();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keys\":[]}",
                "{\"keys\":null}",
                "{\"keys\":[],\"message\":\"the pool is low\"}",
                "{\"message\":\"no keys left\",\"keys\":[]}"
            })
    void an_answer_with_no_key_in_it_means_that_there_is_none_now(String body) {
        site.kme.answer("enc_keys", new FakeKme.Canned(200, body));

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, this::assertTaken);

        assertThat(failure.reason()).isEqualTo(Reason.EXHAUSTED);
        assertThat(failure.getMessage()).contains("no key to give now");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 31, 33, 64})
    void a_key_of_another_length_is_told_with_its_length(int octets) {
        byte[] other = new byte[octets];
        new SecureRandom().nextBytes(other);
        String unpadded = Base64.getEncoder().withoutPadding().encodeToString(other);
        site.kme.answer("enc_keys", container(unpadded));

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, this::assertTaken);

        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(failure.getMessage()).contains("a key of " + octets * 8 + " bits instead of 256");
    }

    private static FakeKme.Canned container(String key) {
        return new FakeKme.Canned(
                200, "{\"keys\":[{\"key_ID\":\"" + UUID.randomUUID() + "\",\"key\":\"" + key + "\"}]}");
    }

    private void assertTaken() throws Exception {
        try (InitiatorExchange exchange = site.sideA(QkdSite.AMPLE).initiate(CONTEXT)) {
            assertThat(exchange).isNotNull();
        }
    }
}
