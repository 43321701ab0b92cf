package org.openmfs.agent.identity;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long a certificate of this CF lasts: it ends soon when 30 days or fewer are left, very soon when 7 are.
 *
 * @param file where it lies
 * @param name whom it names
 */
public record CertificateLife(Path file, String name, Instant from, Instant until) implements Life {
    private static final Duration WARNING = Duration.ofDays(30);
    private static final Duration ALARM = Duration.ofDays(7);

    public static CertificateLife of(Path file, X509Certificate certificate) {
        return new CertificateLife(
                file,
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    @Override
    public Stage stage(Instant now) {
        if (now.isBefore(from)) {
            return Stage.NOT_YET_VALID;
        }
        if (now.isAfter(until)) {
            return Stage.ENDED;
        }
        Duration left = Duration.between(now, until);
        if (left.compareTo(ALARM) <= 0) {
            return Stage.ENDS_VERY_SOON;
        }
        return left.compareTo(WARNING) <= 0 ? Stage.ENDS_SOON : Stage.GOOD;
    }

    @Override
    public String text(Instant now) {
        String certificate = file + ": the certificate of " + name;
        return switch (stage(now)) {
            case NOT_YET_VALID ->
                certificate + " is not valid before " + from + "; this machine's clock says "
                        + now.truncatedTo(ChronoUnit.SECONDS);
            case GOOD -> certificate + " is valid until " + until;
            case ENDS_SOON, ENDS_VERY_SOON ->
                certificate + " expires on " + until + ", in "
                        + Duration.between(now, until).toDays() + " days";
            case ENDED -> certificate + " expired on " + until;
        };
    }
}
