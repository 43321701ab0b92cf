package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one task does, the next one does not suffer from. */
final class SerialExecutorTest {
    private final List<Runnable> threads = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final SerialExecutor serial = new SerialExecutor(threads::add);

    @Test
    void a_task_that_fails_by_whatever_does_not_keep_the_next_one_from_running() {
        List<Throwable> faults = List.of(
                new IllegalStateException("planted"), new StackOverflowError(), new OutOfMemoryError("planted"));
        for (Throwable fault : faults) {
            serial.execute(() -> fail(fault));
        }
        serial.execute(() -> done.add("next"));

        threads.removeFirst().run();

        assertThat(done).containsExactly("next");
        serial.execute(() -> done.add("later"));
        threads.removeFirst().run();
        assertThat(done).containsExactly("next", "later");
    }

    private static void fail(Throwable fault) {
        switch (fault) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalArgumentException(fault);
        }
    }
}
