package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ComputingTest {
    @Test
    void work_of_one_kind_that_hangs_keeps_no_other_kind_from_being_done() throws InterruptedException {
        Computing computing = Computing.onProcessors();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try {
            for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
                computing.of("a-module").execute(() -> awaitQuietly(end));
            }
            computing.of(Computing.SIGNATURES).execute(done::countDown);

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            end.countDown();
        }
    }

    @Test
    void no_more_of_a_kind_is_computed_at_once_than_there_are_processors() throws InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        Computing computing = Computing.onProcessors();
        CountDownLatch begun = new CountDownLatch(processors + 1);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i <= processors; i++) {
            computing.of("kem").execute(() -> {
                begun.countDown();
                awaitQuietly(end);
            });
        }
        try {
            assertThat(begun.await(200, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            end.countDown();
        }
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
