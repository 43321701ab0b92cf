package org.openmfs.controller.runtime;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.openmfs.controller.api.WorldListener;
import org.openmfs.controller.model.Alarm;
import org.openmfs.controller.model.AlarmSubject;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.LogLine;
import org.slf4j.event.Level;

/**
 * The alarms that stand: each is told once when it is raised, however often it is reported, and once when it is over. An
 * alarm that nobody takes back is over when it was not reported for a while.
 *
 * <p>Used on the inventory's queue only, but for how many there are.
 */
final class StandingAlarms {
    /** A silence is measured in so many parts, by one timer however often an alarm is reported. */
    private static final int PARTS = 5;

    private final WorldListener listener;
    private final BiConsumer<Duration, Runnable> later;
    private final Consumer<LogLine> log;
    private final Map<Cause, Standing> all = new LinkedHashMap<>();
    /** For whoever reads it meanwhile. */
    private final Map<ReasonCode, Integer> byReason = new ConcurrentHashMap<>();

    private long count;

    /**
     * What makes two reports the same alarm.
     *
     * @param whose the subject, or what several subjects share
     * @param about what tells alarms of one subject and reason apart
     */
    record Cause(String whose, ReasonCode reason, String about) {}

    /**
     * @param end how it comes to be over by itself, if it does
     * @param timed the silences of which a part is being waited for
     */
    private record Standing(Alarm alarm, Optional<End> end, Set<Duration> timed) {
        Standing with(Optional<End> next) {
            return new Standing(alarm, next, timed);
        }
    }

    /** @param parts of the silence that have passed */
    private record End(Duration silence, int parts) {}

    /**
     * @param later runs a task on the inventory's queue after a while
     * @param log gets a line for each alarm, and for its end
     */
    StandingAlarms(WorldListener listener, BiConsumer<Duration, Runnable> later, Consumer<LogLine> log) {
        this.listener = listener;
        this.later = later;
        this.log = log;
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
        Optional<Standing> known = Optional.ofNullable(all.get(cause));
        Optional<End> end = known.flatMap(Standing::end);
        all.put(cause, new Standing(alarm, end, known.map(Standing::timed).orElseGet(HashSet::new)));
        if (known.isEmpty()) {
            byReason.merge(cause.reason(), 1, Integer::sum);
        }
        log.accept(new LogLine(known.isPresent() ? Level.INFO : Level.WARN, name(alarm) + ": " + alarm.text()));
        listener.alarmRaised(alarm);
    }

    private static String name(Alarm alarm) {
        return "alarm " + alarm.id() + " " + alarm.reason().word() + " of "
                + alarm.subject().text();
    }

    /** It is over a little after this time, unless it is kept, or its end is put off, again before. */
    void overAfter(Duration silence, Cause cause) {
        all.computeIfPresent(cause, (same, standing) -> {
            if (standing.timed().add(silence)) {
                wait(silence, cause, standing.alarm().id());
            }
            return standing.with(Optional.of(new End(silence, 0)));
        });
    }

    private void wait(Duration silence, Cause cause, long alarm) {
        later.accept(silence.dividedBy(PARTS), () -> partPassed(silence, cause, alarm));
    }

    private void partPassed(Duration silence, Cause cause, long alarm) {
        Standing standing = all.get(cause);
        if (standing == null || standing.alarm().id() != alarm) {
            return;
        }
        Optional<End> end = standing.end().filter(awaited -> awaited.silence().equals(silence));
        if (end.isEmpty()) {
            standing.timed().remove(silence);
        } else if (end.get().parts() == PARTS) {
            over(cause::equals);
        } else {
            all.put(cause, standing.with(Optional.of(new End(silence, end.get().parts() + 1))));
            wait(silence, cause, alarm);
        }
    }

    /** It goes on, until its end is told of again. */
    void keep(Cause cause) {
        all.computeIfPresent(cause, (same, standing) -> standing.with(Optional.empty()));
    }

    boolean stands(Cause cause) {
        return all.containsKey(cause);
    }

    /** How many stand, by reason; on any thread. */
    Map<ReasonCode, Integer> byReason() {
        return Map.copyOf(byReason);
    }

    /** How many stand that are about such subjects. */
    long count(Predicate<AlarmSubject> which) {
        return all.values().stream()
                .map(standing -> standing.alarm().subject())
                .filter(which)
                .count();
    }

    /** What these alarms told of is over. */
    void over(Predicate<Cause> which) {
        all.entrySet().removeIf(entry -> {
            boolean over = which.test(entry.getKey());
            if (over) {
                Alarm alarm = entry.getValue().alarm();
                byReason.computeIfPresent(alarm.reason(), (same, others) -> others == 1 ? null : others - 1);
                log.accept(new LogLine(Level.INFO, name(alarm) + " is over: " + alarm.text()));
                listener.alarmCleared(alarm);
            }
            return over;
        });
    }
}
