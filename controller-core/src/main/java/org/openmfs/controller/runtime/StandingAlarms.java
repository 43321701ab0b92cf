package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.ReasonCode;

/**
 * The alarms that stand: each is told once when it is raised, however often it is reported, and once when it is over. An
 * alarm that nobody takes back is over when it was not reported for a while.
 *
 * <p>Used on the inventory's queue only.
 */
final class StandingAlarms {
    private final WorldListener listener;
    private final BiConsumer<Duration, Runnable> later;
    private final Map<Cause, Standing> all = new LinkedHashMap<>();
    private long count;
    private long marks;

    /**
     * What makes two reports the same alarm.
     *
     * @param whose the subject, or what several subjects share
     * @param about what tells alarms of one subject and reason apart
     */
    record Cause(String whose, ReasonCode reason, String about) {}

    /** @param mark another one each time that it is kept or its end is put off */
    private record Standing(Alarm alarm, long mark) {}

    /** @param later runs a task on the inventory's queue after a while */
    StandingAlarms(WorldListener listener, BiConsumer<Duration, Runnable> later) {
        this.listener = listener;
        this.later = later;
    }

    /** It is so, whether or not that was known; what is told of it stays what was said first. */
    void raise(Cause cause, AlarmSubject subject, String text) {
        if (!all.containsKey(cause)) {
            tell(cause, new Alarm(++count, subject, cause.reason(), text));
        }
    }

    /** The same, but where other words are used than before, those are told, as of the same alarm. */
    void renew(Cause cause, AlarmSubject subject, String text) {
        Optional<Alarm> known = Optional.ofNullable(all.get(cause)).map(Standing::alarm);
        if (known.filter(alarm -> alarm.text().equals(text)).isEmpty()) {
            tell(cause, new Alarm(known.map(Alarm::id).orElseGet(() -> ++count), subject, cause.reason(), text));
        }
    }

    private void tell(Cause cause, Alarm alarm) {
        all.put(cause, new Standing(alarm, ++marks));
        listener.alarmRaised(alarm);
    }

    /** It is over after this time, unless it is kept, or its end is put off, again before. */
    void overAfter(Duration silence, Cause cause) {
        keep(cause);
        long mark = marks;
        later.accept(silence, () -> expire(cause, mark));
    }

    /** It goes on, until its end is told of again. */
    void keep(Cause cause) {
        marks++;
        all.computeIfPresent(cause, (same, standing) -> new Standing(standing.alarm(), marks));
    }

    private void expire(Cause cause, long mark) {
        if (Optional.ofNullable(all.get(cause)).filter(standing -> standing.mark() == mark).isPresent()) {
            over(cause::equals);
        }
    }

    /** What these alarms told of is over. */
    void over(Predicate<Cause> which) {
        all.entrySet().removeIf(entry -> {
            boolean over = which.test(entry.getKey());
            if (over) {
                listener.alarmCleared(entry.getValue().alarm());
            }
            return over;
        });
    }
}
