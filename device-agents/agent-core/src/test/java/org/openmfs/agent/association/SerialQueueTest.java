package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an event may throw. */
final class SerialQueueTest {
    private final List<RuntimeException> told = new ArrayList<>();
    private final SerialQueue queue = new SerialQueue(Runnable::run, told::add, () -> {});

    @Test
    void an_error_of_the_machine_in_an_event_is_told_like_any_other_fault() {
        LinkageError error = new LinkageError("planted");

        assertThatCode(() -> queue.post(() -> {
                    throw error;
                }))
                .doesNotThrowAnyException();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).hasCause(error);
        assertThat(queue.isClosed()).isTrue();
    }

    @Test
    void what_waits_when_a_queue_is_closed_or_comes_later_is_dropped_in_order() {
        List<Runnable> tasks = new ArrayList<>();
        SerialQueue slow = new SerialQueue(tasks::add, told::add, () -> {});
        List<String> done = new ArrayList<>();

        slow.post(slow::close, () -> done.add("never"));
        slow.post(() -> done.add("never"), () -> done.add("waiting"));
        tasks.forEach(Runnable::run);
        slow.post(() -> done.add("never"), () -> done.add("late"));

        assertThat(done).containsExactly("waiting", "late");
    }
}
