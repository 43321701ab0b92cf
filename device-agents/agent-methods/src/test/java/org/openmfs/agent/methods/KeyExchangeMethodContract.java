package org.openmfs.agent.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Reliance;
import org.openmfs.agent.method.ResponderExchange;

/** What every key exchange method must do; a method's test extends this and gives one module for each side. */
public abstract class KeyExchangeMethodContract {
    protected static final CfId ALICE = new CfId("cf-a");
    protected static final CfId BOB = new CfId("cf-b");
    private static final int EXCHANGES_AT_ONCE = 16;

    private final Random ids = new Random(7);

    /** The module of {@link #ALICE}, who initiates. */
    protected abstract KeyExchangeMethod initiator();

    /** The module of {@link #BOB}, who responds. */
    protected abstract KeyExchangeMethod responder();

    protected final synchronized ExchangeContext context() {
        return new ExchangeContext(KeyId.random(ids), ALICE, BOB);
    }

    @Test
    void R3_F4_both_sides_get_the_same_secret_of_the_length_described() throws MethodFailure {
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer());
                KeyMaterial secret = exchange.complete(answered.answer())) {
            assertThat(secret.matches(answered.secret())).isTrue();
            assertThat(secret.length()).isEqualTo(initiator().describe().secret());
            assertThat(secret.length().bits()).isGreaterThanOrEqualTo(256);
        }
    }

    @Test
    void both_sides_say_the_same_of_where_the_secret_comes_from() throws MethodFailure {
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer())) {
            assertThat(exchange.origins()).isEqualTo(answered.origins());
            assertThat(exchange.origins()).hasSameSizeAs(initiator().describe().reliances());
        }
    }

    @Test
    void both_modules_describe_the_same_method() {
        assertThat(initiator().describe()).isEqualTo(responder().describe());
    }

    @Test
    void F4a_it_stands_on_a_ground_that_no_quantum_computer_is_known_to_break() {
        MethodDescription method = initiator().describe();
        for (Reliance reliance : method.reliances()) {
            boolean graded = !Set.of(Ground.QUANTUM_CHANNEL, Ground.PRE_SHARED).contains(reliance.ground());
            assertThat(reliance.category()).isBetween(graded ? 1 : 0, graded ? 5 : 0);
            assertThat(reliance.specification()).isNotBlank();
        }
        assertThat(method.secret().bits()).isGreaterThanOrEqualTo(256);
    }

    @Test
    void R9_no_two_exchanges_yield_the_same_secret() throws MethodFailure {
        Set<String> secrets = new HashSet<>();
        ExchangeContext repeated = context();
        for (int i = 0; i < 8; i++) {
            secrets.add(exchangedSecret(repeated));
        }
        assertThat(secrets).hasSize(8);
    }

    @Test
    void messages_do_not_carry_the_secret() throws MethodFailure {
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer())) {
            String secret = SecretHex.of(answered.secret()).substring(0, 32);
            assertThat(SecretHex.of(exchange.offer().body())).doesNotContain(secret);
            assertThat(SecretHex.of(answered.answer().body())).doesNotContain(secret);
        }
    }

    @Test
    void a_malformed_offer_is_a_failure_of_the_peers_message() throws MethodFailure {
        ExchangeContext context = context();
        byte[] offer;
        try (InitiatorExchange exchange = initiator().initiate(context)) {
            offer = exchange.offer().body();
        }
        for (byte[] malformed : deformed(offer)) {
            assertThatThrownBy(() -> responder().respond(context, new MethodMessage(malformed)))
                    .isInstanceOfSatisfying(
                            MethodFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.PEER_MESSAGE));
        }
    }

    @Test
    void a_malformed_answer_is_a_failure_of_the_peers_message() throws MethodFailure {
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer())) {
            for (byte[] malformed : deformed(answered.answer().body())) {
                assertThatThrownBy(() -> complete(exchange, malformed))
                        .isInstanceOfSatisfying(
                                MethodFailure.class,
                                failure -> assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.PEER_MESSAGE));
            }
        }
    }

    @Test
    void random_messages_never_break_a_module() throws MethodFailure {
        long seed = 20261123;
        Random random = new Random(seed);
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context)) {
            for (int i = 0; i < 50; i++) {
                byte[] noise = new byte[random.nextInt(3000)];
                random.nextBytes(noise);
                assertThatThrownBy(() -> responder().respond(context, new MethodMessage(noise)))
                        .describedAs("seed %d", seed)
                        .isInstanceOf(MethodFailure.class);
            }
        }
    }

    @Test
    void a_closed_exchange_yields_nothing() throws MethodFailure {
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer())) {
            exchange.close();
            assertThatThrownBy(() -> complete(exchange, answered.answer().body()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void the_secret_outlives_the_exchange_that_made_it() throws MethodFailure {
        ExchangeContext context = context();
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer());
                KeyMaterial secret = exchange.complete(answered.answer())) {
            exchange.close();
            assertThat(secret.matches(answered.secret())).isTrue();
        }
    }

    @Test
    void several_exchanges_at_once_do_not_disturb_each_other() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> secrets = new ArrayList<>();
            for (int i = 0; i < EXCHANGES_AT_ONCE; i++) {
                secrets.add(threads.submit(() -> exchangedSecret(context())));
            }
            Set<String> different = new HashSet<>();
            for (Future<String> secret : secrets) {
                different.add(secret.get());
            }
            assertThat(different).hasSize(EXCHANGES_AT_ONCE);
        }
    }

    private String exchangedSecret(ExchangeContext context) throws MethodFailure {
        try (InitiatorExchange exchange = initiator().initiate(context);
                ResponderExchange answered = responder().respond(context, exchange.offer());
                KeyMaterial secret = exchange.complete(answered.answer())) {
            assertThat(secret.matches(answered.secret())).isTrue();
            return SecretHex.of(secret);
        }
    }

    protected static void complete(InitiatorExchange exchange, byte[] answer) throws MethodFailure {
        try (KeyMaterial unwanted = exchange.complete(new MethodMessage(answer))) {
            assertThat(unwanted).describedAs("no secret was to be had").isNull();
        }
    }

    private static List<byte[]> deformed(byte[] good) {
        List<byte[]> all = new ArrayList<>();
        all.add(Arrays.copyOf(good, good.length + 1));
        if (good.length > 0) {
            all.add(new byte[0]);
            all.add(Arrays.copyOf(good, good.length - 1));
            all.add(Arrays.copyOf(good, 1));
        }
        return all;
    }

    /** Key bytes as digits, for comparison in tests. */
    protected static final class SecretHex {
        private SecretHex() {}

        @ReadsSecret("a test compares made-up secrets")
        public static String of(KeyMaterial secret) {
            return secret.lend(SecretHex::of);
        }

        public static String of(byte[] octets) {
            return java.util.HexFormat.of().formatHex(octets);
        }
    }
}
