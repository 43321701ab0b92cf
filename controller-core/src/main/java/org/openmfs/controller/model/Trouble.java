package org.openmfs.controller.model;

/**
 * What stands in the way of a service, before anybody noted since when.
 *
 * @param subject device, manager, link, method or association; empty for the service itself
 * @param text for people
 */
public record Trouble(ReasonCode code, String subject, String text) {
    /** The same, after words that say where. */
    public Trouble after(String words) {
        return new Trouble(code, subject, words + text);
    }
}
