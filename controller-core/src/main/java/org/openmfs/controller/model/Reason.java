package org.openmfs.controller.model;

import java.time.Instant;

/**
 * One thing that is not as desired.
 *
 * @param subject device, manager, link, method, association or service; never empty
 * @param text for people; never empty
 */
public record Reason(ReasonCode code, String subject, String text, Instant since) {
    public Reason {
        if (subject.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a reason says what it is about and why: " + code);
        }
    }

    /** A trouble of a service, which it names where it has no subject of its own. */
    public static Reason of(ServiceId service, Trouble trouble, Instant since) {
        String subject = trouble.subject().isBlank() ? service.value() : trouble.subject();
        String text = trouble.text().isBlank()
                ? trouble.code().word() + " at " + subject + "; nobody said more of it"
                : trouble.text();
        return new Reason(trouble.code(), subject, text, since);
    }

    /** Whether both name the same trouble, whenever it began. */
    public boolean sameAs(Reason other) {
        return code.equals(other.code) && subject.equals(other.subject);
    }
}
