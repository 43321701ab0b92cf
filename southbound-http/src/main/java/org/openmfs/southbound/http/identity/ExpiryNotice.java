package org.openmfs.southbound.http.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.openmfs.controller.model.CertificateEnd;
import org.openmfs.controller.model.IdentityName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that an identity ends: once a day, a warning from 30 days before, an alarm from 7 days before. */
final class ExpiryNotice {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryNotice.class);
    private static final Duration WARNING = Duration.ofDays(30);
    private static final Duration ALARM = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofDays(1);

    private final IdentityName name;
    private final Consumer<CertificateEnd> alarms;
    private Instant said = Instant.MIN;
    private Instant saidOf = Instant.MIN;
    private boolean alarmed;

    /** What to say, and whether somebody has to act now. */
    record Notice(boolean alarm, String text) {}

    /** @param alarms hears each alarm, beside the log, and when it is over */
    ExpiryNotice(IdentityName name, Consumer<CertificateEnd> alarms) {
        this.name = name;
        this.alarms = alarms;
    }

    IdentityName name() {
        return name;
    }

    /** Says what is to be said now, if anything. */
    void look(Instant ends, Instant now) {
        due(ends, now).ifPresent(notice -> {
            if (notice.alarm()) {
                LOG.error("{}", notice.text());
                alarmed = true;
                alarms.accept(new CertificateEnd(certificate(), Optional.of(notice.text())));
            } else {
                LOG.warn("{}", notice.text());
            }
        });
        if (alarmed && Duration.between(now, ends).compareTo(ALARM) > 0) {
            alarmed = false;
            alarms.accept(new CertificateEnd(certificate(), Optional.empty()));
        }
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
        String when = left.isNegative() ? " has expired: " + ends : " ends in " + left.toDays() + " days, at " + ends;
        return Optional.of(new Notice(left.compareTo(ALARM) <= 0, certificate() + when));
    }

    private String certificate() {
        return "client-identity " + name;
    }
}
