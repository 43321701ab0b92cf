package org.openmfs.agent.methods.qkd014;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.ResponderExchange;

/** Whatever a KME does wrong ends in a failure with its reason, after one call, and tells nothing of a key. */
final class FaultyKmeTest {
    private static final Set<KmeFault> AT_THE_SECOND_KEY = EnumSet.of(
            KmeFault.SAME_KEY_AND_ID_EVERY_TIME, KmeFault.NEW_KEY_UNDER_THE_SAME_ID, KmeFault.SAME_KEY_UNDER_NEW_IDS);
    private static final Set<KmeFault> STALLING = EnumSet.of(KmeFault.NOTHING, KmeFault.HALF_AN_ANSWER_THEN_NOTHING);

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

    @ParameterizedTest
    @EnumSource(
            value = KmeFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "ANOTHER_ID"})
    void enc_keys_with_a_fault_fails_closed(KmeFault fault) throws Exception {
        Qkd014 alice = site.sideA(patience(fault));
        untilItAnswers(alice, QkdSite.CF_B);
        site.kme.fail("enc_keys", fault);
        if (AT_THE_SECOND_KEY.contains(fault)) {
            assertThat(offerOf(alice).body()).hasSize(36);
        }
        long before = site.kme.callsOf("enc_keys");

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> initiate(alice));

        assertThat(failure.reason()).describedAs(failure.getMessage()).isEqualTo(fault.expected());
        assertThat(site.kme.callsOf("enc_keys") - before).isEqualTo(1);
        assertTellsNoKey(failure);
    }

    @ParameterizedTest
    @EnumSource(
            value = KmeFault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "SAME_KEY_AND_ID_EVERY_TIME", "NEW_KEY_UNDER_THE_SAME_ID"})
    void dec_keys_with_a_fault_fails_closed_and_is_not_repeated_where_a_key_may_be_lost(KmeFault fault)
            throws Exception {
        Qkd014 alice = site.sideA(QkdSite.AMPLE);
        Qkd014 bob = site.sideB(patience(fault));
        untilItAnswers(bob, QkdSite.CF_A);
        site.kme.fail("dec_keys", fault);
        if (AT_THE_SECOND_KEY.contains(fault)) {
            bob.respond(context, offerOf(alice)).close();
        }
        MethodMessage offer = offerOf(alice);
        long before = site.kme.callsOf("dec_keys");

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> respond(bob, offer));
        MethodFailure again = catchThrowableOfType(MethodFailure.class, () -> respond(bob, offer));

        assertThat(failure.reason()).describedAs(failure.getMessage()).isEqualTo(fault.expected());
        assertThat(again.reason()).isEqualTo(MethodFailure.Reason.REUSED);
        boolean saidThatThereIsNone = fault.expected() == MethodFailure.Reason.EXHAUSTED;
        assertThat(site.kme.callsOf("dec_keys") - before).isEqualTo(saidThatThereIsNone ? 3 : 1);
        assertTellsNoKey(failure);
    }

    @ParameterizedTest
    @EnumSource(
            value = KmeFault.class,
            names = {"SERVICE_UNAVAILABLE", "UNAUTHORIZED", "HTML", "EMPTY_BODY", "NOTHING", "TRAILING_GARBAGE"})
    void status_with_a_fault_fails_closed_before_a_key_is_taken(KmeFault fault) throws Exception {
        Qkd014 alice = site.sideA(patience(fault));
        site.kme.fail("status", fault);

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> initiate(alice));

        assertThat(failure.reason()).isEqualTo(fault.expected());
        assertThat(site.kme.callsOf("enc_keys")).isZero();
    }

    @Test
    void R9_a_key_ID_offered_twice_is_taken_once_even_if_the_KME_would_deliver_again() throws Exception {
        Qkd014 alice = site.sideA(QkdSite.AMPLE);
        Qkd014 bob = site.sideB(QkdSite.AMPLE);
        MethodMessage offer = offerOf(alice);
        byte[] upperCase = new String(offer.body()).toUpperCase(Locale.ROOT).getBytes();

        bob.respond(context, offer).close();
        MethodFailure failure =
                catchThrowableOfType(MethodFailure.class, () -> respond(bob, new MethodMessage(upperCase)));

        assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.REUSED);
        assertThat(site.kme.callsOf("dec_keys")).isEqualTo(1);
    }

    @Test
    void no_key_is_asked_for_where_no_more_uses_can_be_remembered() throws Exception {
        RememberedUses uses = new RememberedUses();
        Qkd014 alice = site.sideA(uses);
        MethodMessage offer = offerOf(alice);
        long asked = site.kme.callsOf("enc_keys");
        uses.most(1);

        MethodFailure initiating = catchThrowableOfType(MethodFailure.class, () -> initiate(alice));
        MethodFailure responding = catchThrowableOfType(MethodFailure.class, () -> respond(alice, offer));

        assertThat(initiating.reason()).isEqualTo(MethodFailure.Reason.REFUSED);
        assertThat(responding.reason()).isEqualTo(MethodFailure.Reason.REFUSED);
        assertThat(site.kme.callsOf("enc_keys")).isEqualTo(asked);
        assertThat(site.kme.callsOf("dec_keys")).isZero();
    }

    @Test
    void a_key_that_the_KME_does_not_know_is_worth_a_later_try_with_another() throws Exception {
        Qkd014 bob = site.sideB(QkdSite.AMPLE);
        MethodMessage offer = new MethodMessage("0b3f2a60-1111-4222-8333-444455556666".getBytes());

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> respond(bob, offer));

        assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.EXHAUSTED);
    }

    @Test
    void a_key_that_the_KME_hears_of_a_moment_later_is_asked_for_again() throws Exception {
        Qkd014 alice = site.sideA(QkdSite.AMPLE);
        Qkd014 bob = site.sideB(QkdSite.AMPLE);
        site.kme.hearLate(2);

        try (InitiatorExchange exchange = alice.initiate(context);
                ResponderExchange answered = bob.respond(context, exchange.offer())) {
            assertThat(answered.secret().length()).isEqualTo(KmeSettings.DEFAULT_LENGTH);
        }
        assertThat(site.kme.callsOf("dec_keys")).isEqualTo(3);
    }

    @Test
    void who_is_stopped_while_it_waits_for_a_key_to_be_heard_of_asks_no_more_and_stays_stopped() throws Exception {
        Qkd014 bob = site.sideB(QkdSite.AMPLE);
        boolean seen = false;
        for (int attempt = 0; attempt < 20 && !seen; attempt++) {
            seen = isStoppedAsleep(bob);
        }
        assertThat(seen).isTrue();
    }

    /** Whether it was seen asleep, before it had waited long enough; on a busy machine it may not be. */
    private boolean isStoppedAsleep(Qkd014 bob) throws Exception {
        MethodMessage offer = new MethodMessage("0b3f2a60-1111-4222-8333-444455556666".getBytes());
        long before = site.kme.callsOf("dec_keys");
        CompletableFuture<MethodFailure> failed = new CompletableFuture<>();
        Thread responding = Thread.ofPlatform().start(() -> {
            MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> respond(bob, offer));
            if (Thread.interrupted()) {
                failed.complete(failure);
            }
        });
        boolean asleep = false;
        while (!asleep && responding.isAlive()) {
            asleep = Arrays.stream(responding.getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("sleep"));
        }
        if (asleep) {
            responding.interrupt();
            assertThat(failed.get(20, TimeUnit.SECONDS).reason()).isEqualTo(MethodFailure.Reason.EXHAUSTED);
            assertThat(site.kme.callsOf("dec_keys") - before).isEqualTo(1);
        }
        return asleep;
    }

    @Test
    void who_is_stopped_while_it_waits_for_an_answer_stays_stopped() throws Exception {
        Qkd014 bob = site.sideB(QkdSite.AMPLE);
        MethodMessage offer = new MethodMessage("0b3f2a60-1111-4222-8333-444455556666".getBytes());
        Thread.currentThread().interrupt();

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> respond(bob, offer));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessageContaining("stopped while waiting for the KME");
    }

    @Test
    void a_method_that_was_closed_asks_for_nothing_any_more() throws Exception {
        Qkd014 alice = site.sideA(QkdSite.AMPLE);
        assertThat(offerOf(alice).body()).hasSize(36);

        alice.close();

        MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> initiate(alice));
        assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 256, 256, true",
        "0, 64, 1024, false",
        "1, 257, 1024, false",
        "1, 64, 255, false",
    })
    void a_KME_is_asked_for_keys_if_it_gives_such_and_else_refused_before(
            int inOneRequest, int shortest, int longest, boolean fits) throws Exception {
        Qkd014 alice = site.sideA(QkdSite.AMPLE);
        site.kme.answer("status", new FakeKme.Canned(200, """
                {"stored_key_count":9,"max_key_count":9,"max_key_per_request":%d,"min_key_size":%d,"max_key_size":%d}
                """.formatted(inOneRequest, shortest, longest)));

        if (fits) {
            assertThat(offerOf(alice).body()).hasSize(36);
        } else {
            MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> initiate(alice));
            assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.REFUSED);
        }
        assertThat(site.kme.callsOf("enc_keys")).isEqualTo(fits ? 1 : 0);
    }

    @Test
    void after_a_fault_the_next_exchange_works() throws Exception {
        Qkd014 alice = site.sideA(QkdSite.AMPLE);
        Qkd014 bob = site.sideB(QkdSite.AMPLE);
        site.kme.fail("enc_keys", KmeFault.SERVICE_UNAVAILABLE);
        assertThatThrownBy(() -> initiate(alice)).isInstanceOf(MethodFailure.class);
        site.kme.fail("enc_keys", KmeFault.NONE);

        try (InitiatorExchange exchange = alice.initiate(context);
                ResponderExchange answered = bob.respond(context, exchange.offer())) {
            assertThat(answered.secret().length()).isEqualTo(KmeSettings.DEFAULT_LENGTH);
        }
    }

    private void initiate(Qkd014 method) throws MethodFailure {
        try (InitiatorExchange exchange = method.initiate(context)) {
            assertThat(exchange).describedAs("no exchange was to begin").isNull();
        }
    }

    private void respond(Qkd014 method, MethodMessage offer) throws MethodFailure {
        try (ResponderExchange answered = method.respond(context, offer)) {
            assertThat(answered).describedAs("no secret was to be had").isNull();
        }
    }

    private MethodMessage offerOf(Qkd014 method) throws MethodFailure {
        try (InitiatorExchange exchange = method.initiate(context)) {
            return exchange.offer();
        }
    }

    private void assertTellsNoKey(MethodFailure failure) {
        assertThat(site.kme.deliveredKeys()).isNotEmpty().allSatisfy(key -> {
            String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(key));
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain(key).doesNotContain(hex);
            }
        });
    }

    /** So that a short patience is for the fault alone, and not for the handshake before it on a busy machine. */
    private static void untilItAnswers(Qkd014 method, CfId peer) throws MethodFailure {
        for (int tries = 1; ; tries++) {
            try {
                method.status(peer);
                return;
            } catch (MethodFailure late) {
                if (tries == 20) {
                    throw late;
                }
            }
        }
    }

    private static Duration patience(KmeFault fault) {
        return STALLING.contains(fault) ? QkdSite.PATIENCE : QkdSite.AMPLE;
    }
}
