package org.openmfs.testbed.qkd;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that a test moves by hand. */
final class HandClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-23T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
