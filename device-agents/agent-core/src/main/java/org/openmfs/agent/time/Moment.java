package org.openmfs.agent.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When something happened, in both of a machine's times.
 *
 * @param wall what the clock on the wall showed, which may have been wrong
 * @param boot names the boot; no two are the same
 * @param uptime since that boot, times of suspension too
 */
public record Moment(Instant wall, String boot, Duration uptime) {
    /** How long ago it was by the time since boot; empty in another boot. */
    public Optional<Duration> ageSinceBoot(Moment now) {
        return boot.equals(now.boot) ? Optional.of(now.uptime.minus(uptime)) : Optional.empty();
    }

    /**
     * How long ago it was, for somebody who was not there all the time: the greater of what both clocks say; empty if
     * neither can be believed, since the wall clock shows a time before it and the machine was started again.
     */
    public Optional<Duration> age(Moment now) {
        Duration byWall = Duration.between(wall, now.wall);
        Optional<Duration> sinceBoot = ageSinceBoot(now);
        if (sinceBoot.isPresent()) {
            return sinceBoot.map(age -> age.compareTo(byWall) > 0 ? age : byWall);
        }
        return Optional.of(byWall).filter(age -> !age.isNegative());
    }

    /** How much further the wall clock went than the time since boot, from here to there; of the same boot. */
    public Duration jumpTo(Moment later) {
        return Duration.between(wall, later.wall).minus(later.uptime.minus(uptime));
    }

    @Override
    public String toString() {
        return wall + "+" + uptime + "@" + boot;
    }

    /**
     * The moment that was written so.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Moment parse(String text) {
        int uptime = text.indexOf('+');
        int boot = text.indexOf('@');
        if (uptime < 0 || boot < uptime) {
            throw new IllegalArgumentException("not a moment: " + text);
        }
        return new Moment(
                Instant.parse(text.substring(0, uptime)),
                text.substring(boot + 1),
                Duration.parse(text.substring(uptime + 1, boot)));
    }
}
