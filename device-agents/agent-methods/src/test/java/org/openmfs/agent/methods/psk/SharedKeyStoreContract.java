package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodFailure;

/** What every store of pre-shared keys must do; a store's test extends this and says how keys come into it. */
abstract class SharedKeyStoreContract {
    private static final CfId BOB = new CfId("cf-b");
    private static final CfId CAROL = new CfId("cf-c");
    private static final int AT_ONCE = 16;

    /** The store, in which there are no keys yet. */
    protected abstract SharedKeyStore store() throws Exception;

    /** One that cannot be used. */
    protected abstract SharedKeyStore unusable() throws Exception;

    /** Puts a key into the store, as an operator does; what comes later is later in order. */
    protected abstract void put(String id, String peer, byte[] key) throws Exception;

    protected abstract void remove(String id, String peer) throws Exception;

    @Test
    void a_key_computes_the_known_answer() throws Exception {
        put("one", "cf-b", SoftHsm.filled(0x11));

        try (SharedKeyStore store = store();
                SharedKey key = store.firstFor(BOB).orElseThrow()) {
            assertThat(PskDerivationTest.secret(key)).isEqualTo(PskDerivationTest.OF_ONES);
        }
    }

    @Test
    void the_first_key_for_a_peer_is_the_first_in_order_of_those_that_it_shares() throws Exception {
        put("2026-10", "cf-c", SoftHsm.filled(1));
        put("2026-11", "cf-b", SoftHsm.filled(2));
        put("2026-12", "cf-b", SoftHsm.filled(3));

        try (SharedKeyStore store = store()) {
            assertThat(idOf(store.firstFor(BOB))).isEqualTo("2026-11");
            assertThat(idOf(store.firstFor(CAROL))).isEqualTo("2026-10");
            assertThat(store.firstFor(new CfId("cf-d"))).isEmpty();
        }
    }

    @Test
    void a_key_is_found_by_its_id_for_the_peer_that_shares_it_and_for_no_other() throws Exception {
        put("2026-11", "cf-b", SoftHsm.filled(2));
        put("2026-12", "cf-b", SoftHsm.filled(0x11));

        try (SharedKeyStore store = store()) {
            assertThat(idOf(store.named(new PskId("2026-12"), BOB))).isEqualTo("2026-12");
            assertThat(store.named(new PskId("2026-12"), CAROL)).isEmpty();
            assertThat(store.named(new PskId("2026-13"), BOB)).isEmpty();
        }
    }

    @Test
    void keys_that_come_and_go_are_seen_at_the_next_use() throws Exception {
        try (SharedKeyStore store = store()) {
            assertThat(store.firstFor(BOB)).isEmpty();
            put("one", "cf-b", SoftHsm.filled(0x11));
            assertThat(idOf(store.firstFor(BOB))).isEqualTo("one");
            remove("one", "cf-b");
            assertThat(store.firstFor(BOB)).isEmpty();
            assertThat(store.named(new PskId("one"), BOB)).isEmpty();
        }
    }

    @Test
    void a_key_that_was_given_back_computes_nothing() throws Exception {
        put("one", "cf-b", SoftHsm.filled(0x11));

        try (SharedKeyStore store = store()) {
            SharedKey key = store.firstFor(BOB).orElseThrow();
            key.close();
            assertThatThrownBy(() -> PskDerivationTest.secret(key)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void several_threads_use_it_at_once() throws Exception {
        put("one", "cf-b", SoftHsm.filled(0x11));

        try (SharedKeyStore store = store();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> secrets = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                secrets.add(threads.submit(() -> secretOf(store)));
            }
            for (Future<String> secret : secrets) {
                assertThat(secret.get()).isEqualTo(PskDerivationTest.OF_ONES);
            }
        }
    }

    private static String secretOf(SharedKeyStore store) throws MethodFailure {
        try (SharedKey key = store.firstFor(BOB).orElseThrow()) {
            return PskDerivationTest.secret(key);
        }
    }

    @Test
    void a_look_tells_what_changed_once() throws Exception {
        try (SharedKeyStore store = store()) {
            assertThat(store.look()).isInstanceOf(PskLook.Usable.class);
            assertThat(store.look()).isInstanceOf(PskLook.Same.class);
            put("one", "cf-b", SoftHsm.filled(0x11));
            assertThat(store.look()).isInstanceOf(PskLook.Usable.class);
            assertThat(store.look()).isInstanceOf(PskLook.Same.class);
        }
    }

    @Test
    void one_that_cannot_be_used_says_why_in_one_line_the_same_at_each_look_and_use() throws Exception {
        try (SharedKeyStore store = unusable()) {
            PskLook look = store.look();
            MethodFailure failure = catchThrowableOfType(MethodFailure.class, () -> store.firstFor(BOB));

            assertThat(failure.reason()).isEqualTo(MethodFailure.Reason.UNREACHABLE);
            assertThat(failure.getMessage()).doesNotContain("\n", "Exception", "null");
            assertThat(look).isEqualTo(new PskLook.Unusable(failure.getMessage()));
            assertThat(store.look()).isInstanceOf(PskLook.Same.class);
        }
    }

    private static String idOf(Optional<SharedKey> found) {
        try (SharedKey key = found.orElseThrow()) {
            return key.id().name();
        }
    }
}
