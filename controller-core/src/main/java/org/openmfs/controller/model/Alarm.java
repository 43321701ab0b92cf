package org.openmfs.controller.model;

/**
 * Something that an operator should look into.
 *
 * @param id counts alarms since the controller was started
 * @param text for people; never empty
 */
public record Alarm(long id, AlarmSubject subject, ReasonCode reason, String text) {
    public Alarm {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an alarm says what is the matter: " + reason);
        }
    }
}
