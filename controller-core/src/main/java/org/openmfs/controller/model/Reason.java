package org.openmfs.controller.model;

import java.time.Instant;

/**
 * One thing that is not as desired.
 *
 * @param subject device, manager, link, method or association; empty for the service itself
 * @param text for people
 */
public record Reason(ReasonCode code, String subject, String text, Instant since) {
    /** Whether both name the same trouble, whenever it began. */
    public boolean sameAs(Reason other) {
        return code == other.code && subject.equals(other.subject);
    }
}
