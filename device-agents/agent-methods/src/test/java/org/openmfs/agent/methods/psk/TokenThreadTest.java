package org.openmfs.agent.methods.psk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.method.MethodFailure;

/** A token that hangs holds nobody but its own thread. */
final class TokenThreadTest {
    @Test
    void who_waits_for_a_token_that_hangs_is_told_and_what_comes_late_is_given_to_be_wiped() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        CompletableFuture<String> late = new CompletableFuture<>();
        try (TokenThread thread = new TokenThread("mfs", Duration.ofMillis(20))) {
            assertThatThrownBy(() -> thread.call(() -> held(hung), late::complete))
                    .isInstanceOf(MethodFailure.class)
                    .hasMessage("token mfs does not answer");
            assertThatThrownBy(() -> thread.call(() -> "never begun", unwanted -> {}))
                    .hasMessage("token mfs does not answer");
            hung.countDown();

            assertThat(late.get()).isEqualTo("a secret");
        }
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_begun() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        AtomicBoolean begun = new AtomicBoolean();
        try (TokenThread thread = new TokenThread("mfs", Duration.ofMillis(20))) {
            assertThatThrownBy(() -> thread.call(() -> held(hung), unwanted -> {}))
                    .isInstanceOf(MethodFailure.class);
            assertThatThrownBy(() -> thread.call(() -> begun.compareAndSet(false, true), unwanted -> {}))
                    .isInstanceOf(MethodFailure.class);
            CompletableFuture<String> after = new CompletableFuture<>();
            hung.countDown();
            while (!after.isDone()) {
                thread.call(() -> after.complete("answered"), unwanted -> {});
            }

            assertThat(begun).isFalse();
        }
    }

    @Test
    void who_is_stopped_while_waiting_is_told_at_once_and_stays_stopped() {
        try (TokenThread thread = new TokenThread("mfs", Duration.ofMinutes(1))) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> thread.call(() -> held(new CountDownLatch(1)), unwanted -> {}))
                    .isInstanceOf(MethodFailure.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void a_defect_of_the_JDKs_provider_is_told_as_one() {
        try (TokenThread thread = new TokenThread("mfs", Duration.ofMinutes(1))) {
            IllegalArgumentException broken = new IllegalArgumentException();
            assertThatThrownBy(() -> thread.call(
                            () -> {
                                throw broken;
                            },
                            unwanted -> {}))
                    .isSameAs(broken);
        }
    }

    private static String held(CountDownLatch hung) throws InterruptedException {
        hung.await();
        return "a secret";
    }

    @Test
    void what_fails_there_fails_for_who_asked() {
        try (TokenThread thread = new TokenThread("mfs", Duration.ofMinutes(1))) {
            MethodFailure away = new MethodFailure(MethodFailure.Reason.UNREACHABLE, "away");
            assertThatThrownBy(() -> thread.call(
                            () -> {
                                throw away;
                            },
                            unwanted -> {}))
                    .isSameAs(away);
        }
    }

    @Test
    void nobody_waits_for_a_thread_that_was_closed() {
        TokenThread thread = new TokenThread("mfs", Duration.ofMinutes(1));
        thread.close();

        assertThatThrownBy(() -> thread.call(() -> "late", unwanted -> {})).hasMessage("token mfs does not answer");
    }
}
