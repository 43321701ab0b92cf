package org.openmfs.agent.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a revocation list lasts; lists are renewed often, so that only the last quarter of its time is near its end.
 *
 * @param file where it lies
 * @param authority whose list it is
 * @param from when it was issued
 * @param until when the authority issues the next one at the latest
 */
public record RevocationListLife(Path file, String authority, Instant from, Instant until) implements Life {
    private static final int QUARTERS = 4;

    @Override
    public Stage stage(Instant now) {
        if (now.isAfter(until)) {
            return Stage.ENDED;
        }
        Duration quarter = Duration.between(from, until).dividedBy(QUARTERS);
        return now.isBefore(until.minus(quarter)) ? Stage.GOOD : Stage.ENDS_SOON;
    }

    @Override
    public String text(Instant now) {
        String list = file + ": the revocation list of " + authority;
        return switch (stage(now)) {
            case ENDED -> list + " expired on " + until + " and is used all the same";
            case ENDS_SOON, ENDS_VERY_SOON -> list + " expires on " + until;
            case GOOD, NOT_YET_VALID -> list + " is good until " + until;
        };
    }
}
