package org.openmfs.karaf.controller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.openmfs.controller.api.AuditTrail;

/** Logins at the console, and refused ones, of which one a second is told; a name that was refused may be a password. */
final class ConsoleAudit {
    private static final String PLACE = "console";
    static final String NOBODY = "nobody";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AuditTrail trail;
    private final InstantSource clock;
    private Instant told = Instant.MIN;
    private int untold;

    ConsoleAudit(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    void loggedIn(String user) {
        trail.tells(line(user), "logged in");
    }

    synchronized void refused() {
        Instant now = clock.instant();
        if (!told.equals(Instant.MIN) && now.isBefore(told.plus(PAUSE))) {
            untold++;
            return;
        }
        trail.tells(line(NOBODY), "refused" + (untold == 0 ? "" : ", and " + untold + " like it before"));
        told = now;
        untold = 0;
    }

    /** Whose session is ended, since he is no user any more as he was. */
    void ended(String user) {
        trail.tells(
                new AuditTrail.Line(user, PLACE, "session"), "ended: another password or role, or no user any more");
    }

    private static AuditTrail.Line line(String who) {
        return new AuditTrail.Line(who, PLACE, "login");
    }
}
