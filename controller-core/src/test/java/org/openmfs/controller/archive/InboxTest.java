package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What waits for the writer is bounded, and comes out in groups, in order. */
final class InboxTest {
    private static final Entry SHORT = Places.audit("short");
    private static final Entry LONG = Places.audit("x".repeat(Entry.LONGEST_WHAT));

    private Inbox inbox;

    @BeforeEach
    void set() {
        inbox = new Inbox(new Places(Path.of("unused")).time());
    }

    private int fill(Entry entry) {
        int taken = 0;
        try {
            while (true) {
                inbox.put(entry);
                taken++;
            }
        } catch (ArchiveFailure full) {
            assertThat(full.why()).isEqualTo(Why.BUSY);
            return taken;
        }
    }

    @Test
    void so_many_short_entries_wait_and_no_more() {
        assertThat(fill(SHORT)).isEqualTo(8_192).isEqualTo(inbox.size());
        assertThat(inbox.take(0).entries()).hasSize(512);
        assertThat(fill(SHORT)).isEqualTo(512);
    }

    @Test
    void so_many_characters_wait_and_no_more() {
        int taken = fill(LONG);
        assertThat(taken).isEqualTo((16 << 20) / LONG.length());

        int grouped = inbox.take(0).entries().size();
        assertThat(grouped).isEqualTo(4);
        assertThat(fill(LONG)).isEqualTo(grouped);
    }

    @Test
    void what_comes_out_is_in_order_and_the_last_is_said_to_be_the_last() throws ArchiveFailure {
        for (int i = 0; i < 600; i++) {
            inbox.put(Places.audit(Integer.toString(i)));
        }
        List<String> ran = new ArrayList<>();
        inbox.ask(() -> ran.add("task"));
        inbox.close();

        Inbox.Batch first = inbox.take(0);
        assertThat(first.isLast()).isFalse();
        first.tasks().forEach(Inbox.Task::run);
        assertThat(ran).containsExactly("task");
        Inbox.Batch second = inbox.take(0);
        assertThat(second.isLast()).isTrue();
        assertThat(second.tasks()).isEmpty();
        assertThat(second.entries().getFirst().entry().what()).isEqualTo("512");
        assertThat(second.entries().getLast().entry().what()).isEqualTo("599");
    }

    @Test
    void what_is_closed_takes_nothing() {
        inbox.close();

        assertThatThrownBy(() -> inbox.put(SHORT)).hasMessage("the archive is closed");
        assertThatThrownBy(() -> inbox.ask(() -> {})).hasMessage("the archive is closed");
    }
}
