package org.openmfs.agent.methods.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    private static final Deadline LATE = Deadline.in(Duration.ofHours(2), Overdue.Stage.ANSWER);
    private static final Deadline EARLY = Deadline.in(Duration.ofHours(1), Overdue.Stage.CONNECTION);

    @Test
    void of_two_the_one_that_comes_first_holds_whichever_is_asked() {
        assertThat(LATE.orEarlier(EARLY)).isSameAs(EARLY);
        assertThat(EARLY.orEarlier(LATE)).isSameAs(EARLY);
        assertThat(EARLY.overdue().stage()).isEqualTo(Overdue.Stage.CONNECTION);
    }

    @Test
    void what_is_left_is_told_in_milliseconds_up_to_what_a_socket_can_wait() throws Overdue {
        assertThat(EARLY.millisLeft()).isBetween(3_000_000, 3_600_000);
        assertThat(Deadline.in(Duration.ofDays(100), Overdue.Stage.ANSWER).millisLeft())
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void until_its_end_there_is_never_nothing_left_which_a_socket_would_take_for_ever() {
        assertThat(leftOfLessThanOne()).isOne();
    }

    /** As soon as it is asked for in time. */
    private static int leftOfLessThanOne() {
        while (true) {
            try {
                return Deadline.in(Duration.ofNanos(900_000), Overdue.Stage.ANSWER)
                        .millisLeft();
            } catch (Overdue busyMachine) {
                continue;
            }
        }
    }

    @Test
    void after_its_end_it_is_told_for_what_was_waited() {
        Deadline over = Deadline.in(Duration.ZERO, Overdue.Stage.ANSWER);

        assertThat(catchThrowableOfType(Overdue.class, over::millisLeft).stage())
                .isEqualTo(Overdue.Stage.ANSWER);
        assertThat(over.nanosLeft()).isNotPositive();
    }
}
