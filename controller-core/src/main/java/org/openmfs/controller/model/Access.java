package org.openmfs.controller.model;

import java.util.Optional;

/**
 * How we show a manager who we are.
 *
 * @param login what every request carries
 * @param identity whose certificate TLS shows where it is asked for one
 */
public record Access(Login login, Optional<IdentityName> identity) {
    /** Shows nothing. */
    public static final Access NONE = new Access(new Login.None(), Optional.empty());

    /** What a request carries in its Authorization header; no secret shows in text. */
    public sealed interface Login {
        /** Nothing. */
        record None() implements Login {}

        /** User name and password (RFC 7617). */
        record Basic(Credential credential) implements Login {}

        /** A token (RFC 6750). */
        record Bearer(BearerToken token) implements Login {}
    }

    /** User name and password alone. */
    public static Access of(Credential credential) {
        return new Access(new Login.Basic(credential), Optional.empty());
    }

    /** A token alone. */
    public static Access of(BearerToken token) {
        return new Access(new Login.Bearer(token), Optional.empty());
    }

    /** A certificate alone. */
    public static Access of(IdentityName identity) {
        return new Access(new Login.None(), Optional.of(identity));
    }
}
