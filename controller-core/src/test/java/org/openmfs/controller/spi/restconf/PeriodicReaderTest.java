package org.openmfs.controller.spi.restconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

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
}
