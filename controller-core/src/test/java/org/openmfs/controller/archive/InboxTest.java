package org.openmfs.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** What waits for the writer is bounded, and comes out in groups, in order. */
final class InboxTest {
    private static final Entry SHORT = Places.audit("short");
    private static final Entry LONG = Places.audit("x".repeat(Entry.LONGEST_WHAT));

    private final Places places = new Places(Path.of("unused"));
    private Inbox inbox;

    @BeforeEach
    void set() {
        inbox = new Inbox(places.time());
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
    void what_users_ask_has_room_of_its_own_and_goes_before_what_happens_by_itself() throws ArchiveFailure {
        Entry rekey = new Entry(Entry.KEY_HISTORY, "alice", "{}", "", "active");
        assertThat(fill(rekey)).isEqualTo(8_192);
        assertThat(inbox.take(0).entries()).hasSize(512);
        assertThat(fill(rekey)).isEqualTo(512);

        places.pass(Duration.ofSeconds(1));
        assertThat(fill(SHORT)).isEqualTo(8_192);
        List<Inbox.Waiting> next = inbox.take(0).entries();
        assertThat(next).extracting(Inbox.Waiting::entry).containsOnly(SHORT);
        assertThat(next).extracting(Inbox.Waiting::time).containsOnly(Places.NOW.plusSeconds(1));
        for (int left = 8_192 - 512; left > 0; left -= 512) {
            assertThat(inbox.take(0).entries()).extracting(Inbox.Waiting::entry).containsOnly(SHORT);
        }
        List<Inbox.Waiting> last = inbox.take(0).entries();
        assertThat(last).hasSize(512).extracting(Inbox.Waiting::entry).containsOnly(rekey);
        assertThat(last).extracting(Inbox.Waiting::time).containsOnly(Places.NOW.plusSeconds(1));
    }

    @Test
    void what_is_closed_takes_nothing() {
        inbox.close();

        assertThatThrownBy(() -> inbox.put(SHORT)).hasMessage("the archive is closed");
        assertThatThrownBy(() -> inbox.ask(() -> {})).hasMessage("the archive is closed");
    }
}
