package org.openmfs.southbound.http.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.openmfs.controller.model.IdentityName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate and key that managers are shown under one name: read when they are first needed, and again when their
 * files changed. In the middle of a renewal, when they do not fit, what was read before is shown for a while.
 */
public final class ClientIdentity {
    /** So long the two files of a renewal may not belong together. */
    static final Duration RENEWAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ClientIdentity.class);

    private final IdentityFile certificate;
    private final IdentityFile key;
    private final InstantSource clock;
    private final ExpiryNotice notice;
    private Optional<PemIdentity> taken = Optional.empty();
    private List<String> stamps = List.of();
    private Optional<Instant> unfitSince = Optional.empty();

    /** @param notice hears when it ends, each time that it is looked at */
    ClientIdentity(IdentityFile certificate, IdentityFile key, InstantSource clock, ExpiryNotice notice) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
        this.notice = notice;
    }

    public IdentityName name() {
        return notice.name();
    }

    /**
     * What is to be shown now: the same object until the files change.
     *
     * @throws UnusableIdentity if there is nothing; the message is for an operator
     */
    public synchronized PemIdentity current() throws UnusableIdentity {
        List<String> now = List.of(certificate.stamp(), key.stamp());
        if (taken.isEmpty() || !now.equals(stamps)) {
            read(now);
        } else {
            unfitSince = Optional.empty();
        }
        PemIdentity shown = taken.orElseThrow();
        notice.look(shown.ends(), clock.instant());
        shown.checkDates(clock.instant());
        return shown;
    }

    private void read(List<String> now) throws UnusableIdentity {
        try {
            PemIdentity fresh = new PemIdentity(certificate, key);
            if (taken.isEmpty()) {
                notice.look(fresh.ends(), clock.instant());
            }
            fresh.checkDates(clock.instant());
            if (taken.isPresent()) {
                LOG.info("client-identity {} was renewed and is shown from now on", name());
            }
            taken = Optional.of(fresh);
            stamps = now;
            unfitSince = Optional.empty();
        } catch (UnusableIdentity unfit) {
            Instant since = unfitSince.orElseGet(clock::instant);
            unfitSince = Optional.of(since);
            if (taken.isEmpty() || !clock.instant().isBefore(since.plus(RENEWAL))) {
                throw unfit;
            }
        }
    }
}
