package org.openmfs.karaf.controller;

import java.security.Principal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import org.openmfs.northbound.auth.User;

/**
 * Who logged in to the console, as the subject of the login has it. A session may put any subject in its variables, and any
 * name in a subject; nobody but the login makes one of these.
 */
public final class ConsoleUser implements Principal {
    private final User user;
    private final BooleanSupplier standing;

    ConsoleUser(User user, BooleanSupplier standing) {
        this.user = user;
        this.standing = standing;
    }

    /** Who a subject is; empty where no login of ours made it. */
    public static Optional<ConsoleUser> of(Subject subject) {
        return subject.getPrincipals(ConsoleUser.class).stream().findFirst();
    }

    public User user() {
        return user;
    }

    /** Whether it is a user still, with the same password and role. */
    public boolean isStanding() {
        return standing.getAsBoolean();
    }

    @Override
    public String getName() {
        return user.name();
    }
}
