package org.openmfs.northbound.http;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.controller.model.CertificateEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that a certificate ends: once a day, a warning from 30 days before, an alarm from 7 days before. */
final class ExpiryNotices {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryNotices.class);
    private static final Duration WARNING = Duration.ofDays(30);
    private static final Duration ALARM = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofDays(1);

    private final Path file;
    private final InstantSource clock;
    private final Consumer<CertificateEnd> alarms;
    private Instant next = Instant.MIN;
    private Instant ends = Instant.MAX;
    private boolean alarmed;

    /** What to say, and whether somebody has to act now. */
    record Notice(boolean alarm, String text) {}

    /** @param alarms hears each alarm, beside the log, and when it is over */
    ExpiryNotices(Path file, InstantSource clock, Consumer<CertificateEnd> alarms) {
        this.file = file;
        this.clock = clock;
        this.alarms = alarms;
    }

    /**
     * Says what is to be said now, if anything.
     *
     * @param until when the certificate in the file ends
     */
    void look(Instant until) {
        due(until).ifPresent(notice -> {
            if (notice.alarm()) {
                LOG.error("{}", notice.text());
                alarmed = true;
                alarms.accept(new CertificateEnd(certificate(), Optional.of(notice.text())));
            } else {
                LOG.warn("{}", notice.text());
            }
        });
        if (alarmed && Duration.between(clock.instant(), until).compareTo(ALARM) > 0) {
            alarmed = false;
            alarms.accept(new CertificateEnd(certificate(), Optional.empty()));
        }
    }

    /** What is to be said now. */
    Optional<Notice> due(Instant until) {
        Instant now = clock.instant();
        if (!until.equals(ends)) {
            ends = until;
            next = Instant.MIN;
        }
        Duration left = Duration.between(now, until);
        if (left.compareTo(WARNING) > 0 || now.isBefore(next)) {
            return Optional.empty();
        }
        next = now.plus(PAUSE);
        String when = left.isNegative() ? " has expired: " + until : " ends in " + left.toDays() + " days, at " + until;
        return Optional.of(new Notice(left.compareTo(ALARM) <= 0, certificate() + when));
    }

    private String certificate() {
        return "the certificate in " + file;
    }
}
