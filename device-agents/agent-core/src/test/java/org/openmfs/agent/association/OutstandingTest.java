package org.openmfs.agent.association;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many calls of a kind wait behind one that hangs. */
final class OutstandingTest {
    private final Outstanding outstanding = new Outstanding();

    @Test
    void of_each_kind_eight_may_wait_and_each_that_is_done_makes_room_for_one() {
        List<Outstanding.Place> places = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            places.add(outstanding.take("kem"));
        }
        assertThat(places).noneMatch(Outstanding.Place::isFull);
        Outstanding.Place none = outstanding.take("kem");
        assertThat(none.isFull()).isTrue();
        assertThat(outstanding.take("qkd").isFull()).isFalse();

        none.free();
        assertThat(outstanding.take("kem").isFull()).isTrue();
        places.getFirst().free();
        places.getFirst().free();
        assertThat(outstanding.take("kem").isFull()).isFalse();
        assertThat(outstanding.take("kem").isFull()).isTrue();
    }
}
