package org.openmfs.karaf.console;

import java.util.Optional;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.console.Session;
import org.openmfs.actions.ActionFailure;
import org.openmfs.actions.Problem;
import org.openmfs.karaf.controller.ConsoleUser;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.http.InnerCalls;

/** Whose console it is. */
final class Asker {
    /** As the audit has it in the place of an address. */
    private static final String PLACE = "the console";
    /** Whoever started Karaf with a console in the same terminal, as Karaf calls him. */
    private static final InnerCalls.Asker LOCAL =
            new InnerCalls.Asker(new User("karaf", Role.ADMINISTRATOR), PLACE, () -> true);
    /** Karaf's for that terminal alone; a session over SSH has another. */
    private static final String LOCAL_TERMINAL = "org.apache.karaf.shell.impl.console.JLineTerminal";

    private Asker() {}

    /**
     * Who logged in, or started Karaf in this terminal.
     *
     * @throws ActionFailure if nobody did, or who did is no user any more as he was then
     */
    static InnerCalls.Asker of(Session session) throws ActionFailure {
        Optional<ConsoleUser> known = Optional.ofNullable(session.get(Subject.class.getName()))
                .filter(Subject.class::isInstance)
                .map(Subject.class::cast)
                .flatMap(ConsoleUser::of);
        if (known.isEmpty()) {
            if (isLocal(session)) {
                return LOCAL;
            }
            throw refused("nobody logged in to this session");
        }
        ConsoleUser user = known.get();
        if (!user.isStanding()) {
            throw refused(user.getName() + " has another password or role, or is no user any more");
        }
        return new InnerCalls.Asker(user.user(), PLACE, user::isStanding);
    }

    private static ActionFailure refused(String why) {
        return new ActionFailure(new Problem.Failed(why + ": log in again"));
    }

    private static boolean isLocal(Session session) {
        return Optional.ofNullable(session.getTerminal())
                .map(terminal -> terminal.getClass().getName())
                .filter(LOCAL_TERMINAL::equals)
                .isPresent();
    }
}
