package org.openmfs.northbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;

/** What is written at the start while somebody else writes it too. */
final class StartWritesTest {
    private static final Future<?> DONE = CompletableFuture.completedFuture(null);

    @Test
    void what_somebody_else_wrote_at_the_same_moment_is_written_again() {
        Queue<Future<?>> outcomes = new ArrayDeque<>(List.of(conflict(), conflict(), DONE));

        StartWrites.write(outcomes::remove);

        assertThat(outcomes).isEmpty();
    }

    @Test
    void a_conflict_without_end_and_any_other_failure_end_the_start() {
        assertThatIllegalStateException().isThrownBy(() -> StartWrites.write(StartWritesTest::conflict));

        Queue<Future<?>> outcomes = new ArrayDeque<>(
                List.of(CompletableFuture.failedFuture(new TransactionCommitFailedException("disk is full")), DONE));
        assertThatIllegalStateException().isThrownBy(() -> StartWrites.write(outcomes::remove));
        assertThat(outcomes).hasSize(1);
    }

    private static Future<?> conflict() {
        return CompletableFuture.failedFuture(new OptimisticLockFailedException("written by another"));
    }
}
