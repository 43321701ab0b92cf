package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.runtime.StandingAlarms.Cause;
import org.openmfs.controller.spi.LogLine;
import org.slf4j.event.Level;

/** What the log says of alarms. */
final class StandingAlarmsTest {
    private static final AlarmSubject ITSELF = new AlarmSubject.OfController();
    private static final Cause CAUSE = new Cause("bob blue", ReasonCode.KEY_EXPIRED, "");

    private final List<LogLine> lines = new ArrayList<>();
    private final StandingAlarms alarms = new StandingAlarms(
            (WorldListener) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {WorldListener.class}, (proxy, method, given) -> null),
            (delay, task) -> {},
            lines::add);

    @Test
    void an_alarm_is_a_warning_in_the_log_once_and_its_end_is_told() {
        for (int i = 0; i < 3; i++) {
            alarms.raise(CAUSE, ITSELF, "traffic was stopped: the key reached its age");
        }
        alarms.over(CAUSE::equals);
        alarms.over(CAUSE::equals);

        assertThat(lines)
                .containsExactly(
                        new LogLine(
                                Level.WARN,
                                "alarm 1 key-expired of controller: traffic was stopped: the key reached its age"),
                        new LogLine(
                                Level.INFO,
                                "alarm 1 key-expired of controller is over:"
                                        + " traffic was stopped: the key reached its age"));
    }

    @Test
    void an_alarm_that_is_told_in_other_words_is_no_warning_again() {
        alarms.renew(CAUSE, ITSELF, "it expires in 3 days");
        alarms.renew(CAUSE, ITSELF, "it expires in 3 days");
        alarms.renew(CAUSE, ITSELF, "it expires in 2 days");

        assertThat(lines).extracting(LogLine::level).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void alarms_that_stand_are_counted_by_their_reasons() {
        Cause other = new Cause("alice red", ReasonCode.KEY_EXPIRED, "");
        alarms.raise(CAUSE, ITSELF, "traffic was stopped");
        alarms.raise(CAUSE, ITSELF, "traffic was stopped");
        alarms.renew(CAUSE, ITSELF, "traffic is stopped");
        alarms.raise(other, ITSELF, "traffic was stopped");
        assertThat(alarms.byReason()).isEqualTo(Map.of(ReasonCode.KEY_EXPIRED, 2));

        alarms.over(CAUSE::equals);
        assertThat(alarms.byReason()).isEqualTo(Map.of(ReasonCode.KEY_EXPIRED, 1));

        alarms.over(other::equals);
        assertThat(alarms.byReason()).isEmpty();
    }
}
