package org.openmfs.controller.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every audit trail does. */
@Timeout(120)
public abstract class AuditTrailContract {
    private static final AuditTrail.Line WRITE = new AuditTrail.Line("admin", "192.0.2.1", "PUT /x");

    protected abstract AuditTrail trail();

    /** What it holds of users, in order: who, from where, what, outcome. */
    protected abstract List<String> notes() throws Exception;

    /** From now on it takes nothing. */
    protected abstract void fill() throws Exception;

    /** What an operator does so that it takes something again. */
    protected abstract void empty() throws Exception;

    @Test
    final void what_is_asked_for_is_there_before_it_is_done_and_what_came_of_it_when_that_returns() throws Exception {
        AuditTrail.Asked asked = trail().asks(WRITE);
        assertThat(notes()).containsExactly("admin|192.0.2.1|PUT /x|asked");

        asked.ended("201");
        assertThat(notes()).hasSize(2);
        assertThat(notes().getLast()).startsWith("admin|192.0.2.1|PUT /x|201");
    }

    @Test
    final void what_changes_nothing_is_there_soon() throws Exception {
        trail().tells(new AuditTrail.Line("nobody", "", "login"), "refused");

        Instant end = Instant.now().plusSeconds(60);
        while (notes().isEmpty() && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(notes()).containsExactly("nobody||login|refused");
    }

    @Test
    final void where_it_takes_nothing_that_is_said_in_sentences_until_somebody_does_something_about_it()
            throws Exception {
        fill();

        assertThatThrownBy(() -> trail().asks(WRITE))
                .isInstanceOf(AuditTrail.Unrecorded.class)
                .hasMessageEndingWith(".");
        assertThat(trail().standing().refusing()).isTrue();
        assertThat(notes()).isEmpty();

        empty();
        trail().asks(WRITE).ended("201");
        assertThat(notes()).hasSize(2);
        assertThat(trail().standing().refusing()).isFalse();
    }

    @Test
    final void what_was_done_is_not_refused_any_more() throws Exception {
        AuditTrail.Asked asked = trail().asks(WRITE);
        fill();

        asked.ended("201");
        trail().tells(WRITE, "refused");
        assertThat(notes()).first().isEqualTo("admin|192.0.2.1|PUT /x|asked");
    }

    @Test
    final void how_it_stands_is_within_its_limit() throws Exception {
        trail().asks(WRITE).ended("201");

        AuditTrail.Standing standing = trail().standing();
        assertThat(standing.entries()).isGreaterThanOrEqualTo(2);
        assertThat(standing.unsigned()).isBetween(0L, standing.entries());
        assertThat(standing.octets()).isBetween(0L, standing.limit());
        assertThat(standing.refusing()).isFalse();
    }
}
