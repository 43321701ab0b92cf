package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodFailure.Reason;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;
import org.openmfs.agent.methods.OwnMemory;
import org.openmfs.agent.methods.OwnMemory.Hidden;

/** What is left of a KME's keys in this process once they were refused, or given back. */
final class LeftOfRefusedKeysTest {
    private static final int OCTETS = 32;

    private final SecureRandom random = new SecureRandom();
    private final ExchangeContext context = new ExchangeContext(KeyId.random(random), QkdSite.CF_A, QkdSite.CF_B);
    private final Map<String, Hidden> wanted = new HashMap<>();
    private QkdSite site;
    private Qkd014 method;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        site = new QkdSite(folder);
        method = site.sideA(QkdSite.AMPLE);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void nothing_is_left_of_keys_that_were_used_or_refused_for_whatever_reason() throws Exception {
        assertThat(OwnMemory.leftAfter(() -> {
                    wanted.clear();
                    String id = newId();
                    Hidden key = Hidden.random(random, OCTETS);
                    keyAfter("a use", id, key);
                    refused(Reason.REUSED, id, Hidden.random(random, OCTETS), "an id that was used");
                    refused(Reason.REUSED, newId(), key, "another id for the same key");
                    refused(Reason.MALFORMED, newId(), Hidden.random(random, OCTETS + 1), "a length not asked for");
                    refusedAnswer(Hidden.random(random, OCTETS));
                    extension(Hidden.random(random, OCTETS));
                    more(Hidden.random(random, OCTETS), Hidden.random(random, OCTETS));
                    return wanted;
                }))
                .isEmpty();
    }

    private void keyAfter(String what, String id, Hidden key) throws Exception {
        answer("enc_keys", id, key, what);
        try (InitiatorExchange exchange = method.initiate(context);
                KeyMaterial open = exchange.complete(MethodMessage.EMPTY)) {
            assertThat(open.length().octets()).isEqualTo(OCTETS);
        }
    }

    private void refused(Reason reason, String id, Hidden key, String what) {
        answer("enc_keys", id, key, what);
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, this::initiate);
        assertThat(failure.reason()).as(what).isEqualTo(reason);
    }

    private void initiate() throws MethodFailure {
        try (InitiatorExchange exchange = method.initiate(context)) {
            assertThat(exchange).describedAs("no exchange was to begin").isNull();
        }
    }

    private void refusedAnswer(Hidden key) {
        answer("dec_keys", newId(), key, "another key than the one offered");
        MethodMessage offer = new MethodMessage(newId().getBytes());
        MethodFailure failure = catchThrowableOfType(
                MethodFailure.class, () -> method.respond(context, offer).close());
        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    }

    private void more(Hidden first, Hidden second) {
        String one = container(newId(), first, "another one in the same answer");
        String other = container(newId(), second, "one before it in the same answer");
        String both = one.substring(0, one.length() - 2) + "," + other.substring("{\"keys\":[".length());
        site.kme.answer("enc_keys", new FakeKme.Canned(200, both));
        MethodFailure failure = catchThrowableOfType(MethodFailure.class, this::initiate);
        assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    }

    /** A key where the standard has none may be one all the same. */
    private void extension(Hidden key) throws MethodFailure {
        String id = newId();
        String other = container(id, Hidden.random(random, OCTETS), "beside an extension");
        site.kme.answer(
                "dec_keys",
                new FakeKme.Canned(
                        200,
                        "{\"key_container_extension\":\"" + letters(key, "an extension") + "\"," + other.substring(1)));
        try (ResponderExchange answered = method.respond(context, new MethodMessage(id.getBytes()))) {
            assertThat(answered.secret().length().octets()).isEqualTo(OCTETS);
        }
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private void answer(String call, String id, Hidden key, String what) {
        site.kme.answer(call, new FakeKme.Canned(200, container(id, key, what)));
    }

    private String container(String id, Hidden key, String what) {
        return "{\"keys\":[{\"key_ID\":\"" + id + "\",\"key\":\"" + letters(key, what) + "\"}]}";
    }

    /** The key in base64, each letter by its number, so that only who reads the answer has the letters. */
    private String letters(Hidden key, String what) {
        byte[] octets = key.shown();
        byte[] letters = Base64.getEncoder().encode(octets);
        StringBuilder text = new StringBuilder();
        for (byte letter : letters) {
            text.append("\\u00%02x".formatted(letter));
        }
        wanted.put("octets after " + what, key);
        wanted.put("letters after " + what, Hidden.of(letters));
        Arrays.fill(octets, (byte) 0);
        Arrays.fill(letters, (byte) 0);
        return text.toString();
    }
}
