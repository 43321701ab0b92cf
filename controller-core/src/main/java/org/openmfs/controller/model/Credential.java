package org.openmfs.controller.model;

/** User name and password; the password never shows in text. */
public record Credential(String user, String password) {
    @Override
    public String toString() {
        return "Credential[" + user + "]";
    }
}
