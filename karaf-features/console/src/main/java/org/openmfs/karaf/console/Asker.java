package org.openmfs.karaf.console;

import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;

/** Whose console it is. */
final class Asker {
    /** As Karaf calls whoever started it with a console in the same terminal. */
    private static final String LOCAL = "karaf";

    private Asker() {}

    /** Who logged in, as Karaf noted it at the login. */
    static String of(Session session) {
        return of(Optional.ofNullable(session.get(Subject.class.getName())));
    }

    /** A variable of that name that is set in the session is no subject. */
    static String of(Optional<Object> noted) {
        return noted.filter(Subject.class::isInstance)
                .map(Subject.class::cast)
                .flatMap(subject -> subject.getPrincipals(UserPrincipal.class).stream()
                        .map(Principal::getName)
                        .findFirst())
                .orElse(LOCAL);
    }
}
