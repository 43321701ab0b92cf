package org.openmfs.southbound.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Pace;

/** How soon a manager is read again; in real time. */
@Timeout(30)
final class PeriodicReaderTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    private final BlockingQueue<Connection> told = new LinkedBlockingQueue<>();

    @Test
    void a_manager_that_is_away_is_tried_again_within_three_seconds() throws InterruptedException {
        AtomicInteger readings = new AtomicInteger();
        try (PeriodicReader reader = new PeriodicReader(
                () -> {
                    if (readings.incrementAndGet() < 3) {
                        throw new SouthboundFailure(ReasonCode.MANAGER_UNREACHABLE, "west", "away");
                    }
                },
                told::add,
                InstantSource.system())) {
            reader.start();

            assertThat(told.take().up()).isFalse();
            Connection back = told.poll(2 * SOON.toMillis(), TimeUnit.MILLISECONDS);

            assertThat(back).isNotNull().matches(Connection::up);
            assertThat(readings).hasValue(3);
        }
    }

    @Test
    void a_reader_that_is_woken_without_end_pauses_between_its_readings() throws InterruptedException {
        int readings = 4;
        BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
        AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
        try (PeriodicReader reader = new PeriodicReader(
                () -> {
                    begun.add(System.nanoTime());
                    wake.get().run();
                },
                told::add,
                InstantSource.system())) {
            wake.set(reader::wake);
            reader.start();
            long first = begun.take();
            for (int i = 2; i < readings; i++) {
                begun.take();
            }
            Duration taken = Duration.ofNanos(begun.take() - first);

            assertThat(taken)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200L * (readings - 1)))
                    .isLessThan(Pace.USUAL.period());
        }
    }

    @Test
    void an_event_during_a_reading_or_the_pause_after_it_leads_to_another_reading() throws InterruptedException {
        BlockingQueue<Long> begun = new LinkedBlockingQueue<>();
        try (PeriodicReader reader =
                new PeriodicReader(() -> begun.add(System.nanoTime()), told::add, InstantSource.system())) {
            reader.start();
            for (int i = 0; i < 3; i++) {
                long before = begun.take();
                reader.wake();
                Long after = begun.poll(Pace.USUAL.period().toMillis() / 2, TimeUnit.MILLISECONDS);
                assertThat(after).as("reading after event %d", i).isNotNull().isGreaterThan(before);
                reader.wake();
            }
        }
    }
}
