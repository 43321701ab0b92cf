package org.openmfs.agent.netconf.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.openmfs.agent.identity.Life;
import org.openmfs.agent.identity.Life.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Looks every second whether credential files changed, and says once a day which certificate is near its end: in the
 * log from 30 days before, as an error and an alarm from 7 days before and when it is over or was revoked. A revocation
 * list is told in the last quarter of its time and, as an error and an alarm, after its end.
 */
final class CertificateWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final long LOOK_SECONDS = 1;

    private final List<Runnable> looks;
    private final Supplier<List<Life>> lives;
    private final Predicate<String> alarm;
    private final InstantSource clock;
    private final Map<Life, Told> told = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate-watch").factory());

    /** What was said last, and whether somebody was there to hear the alarm. */
    private record Told(Stage stage, Instant at, boolean heard) {}

    /**
     * @param looks read what changed
     * @param lives of the certificates and revocation lists that are in use
     * @param alarm tells managers; false when there was nobody whom it concerns yet
     */
    CertificateWatch(List<Runnable> looks, Supplier<List<Life>> lives, Predicate<String> alarm, InstantSource clock) {
        this.looks = List.copyOf(looks);
        this.lives = lives;
        this.alarm = alarm;
        this.clock = clock;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::guardedLook, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void guardedLook() {
        try {
            look();
        } catch (RuntimeException | Error fault) {
            LOG.error("looking at certificates failed; it is tried again", fault);
        }
    }

    /** What is wrong with one file keeps no other from being looked at. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("looking at files failed; it is tried again", fault);
        }
    }

    /** Looks once. */
    void look() {
        looks.forEach(CertificateWatch::guarded);
        Instant now = clock.instant();
        List<Life> all = lives.get();
        told.keySet().retainAll(all);
        for (Life life : all) {
            judge(life, now);
        }
    }

    private void judge(Life life, Instant now) {
        Stage stage = life.stage(now);
        if (stage == Stage.GOOD) {
            told.remove(life);
            return;
        }
        String text = life.text(now) + "; replace it, the agent reads it again by itself";
        Optional<Told> last = Optional.ofNullable(told.get(life))
                .filter(before ->
                        before.stage() == stage && now.isBefore(before.at().plus(AGAIN)));
        if (last.isEmpty()) {
            LOG.atLevel(stage == Stage.ENDS_SOON ? Level.WARN : Level.ERROR).log(text);
        }
        if (last.isEmpty() || !last.get().heard()) {
            boolean heard = stage == Stage.ENDS_SOON || alarm.test(text);
            told.put(life, new Told(stage, last.map(Told::at).orElse(now), heard));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
