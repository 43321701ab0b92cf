package org.openmfs.controller.spi.restconf;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.controller.model.IdentityName;

/** When to say that an identity ends: once a day, a warning from 30 days before, an alarm from 7 days before. */
final class ExpiryNotice {
    private static final Duration WARNING = Duration.ofDays(30);
    private static final Duration ALARM = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofDays(1);

    private final IdentityName name;
    private Instant said = Instant.MIN;
    private Instant saidOf = Instant.MIN;

    /** What to say, and whether somebody has to act now. */
    record Notice(boolean alarm, String text) {}

    ExpiryNotice(IdentityName name) {
        this.name = name;
    }

    /** What is to be said now, if anything. */
    Optional<Notice> due(Instant ends, Instant now) {
        Duration left = Duration.between(now, ends);
        boolean saidToday = saidOf.equals(ends) && now.isBefore(said.plus(PAUSE));
        if (left.compareTo(WARNING) > 0 || saidToday) {
            return Optional.empty();
        }
        said = now;
        saidOf = ends;
        String text = "client-identity " + name + " ends in " + left.toDays() + " days, at " + ends;
        return Optional.of(new Notice(left.compareTo(ALARM) <= 0, text));
    }
}
