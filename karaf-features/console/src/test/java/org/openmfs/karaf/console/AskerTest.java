package org.openmfs.karaf.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.karaf.controller.Logins;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;

/** Whose name the audit gets of what a console changes, and for how long. */
final class AskerTest {
    @TempDir
    private Path folder;

    private UserFile users;
    private Logins logins;

    @BeforeEach
    void set() throws IOException {
        users = UserFile.open(folder);
        logins = new Logins(users);
    }

    /** A session over SSH, in which a variable has the name of subjects. */
    private static Session session(Object variable) {
        return (Session) Proxy.newProxyInstance(
                AskerTest.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (self, method, arguments) ->
                        method.getName().equals("get") && arguments[0].equals(Subject.class.getName())
                                ? variable
                                : null);
    }

    @Test
    void who_logged_in_is_asking() throws Exception {
        assertThat(Asker.of(session(logins.fresh("alice"))).user().getName()).isEqualTo("alice");
    }

    @Test
    void a_variable_that_is_set_in_the_session_names_nobody() {
        Subject made =
                new Subject(true, Set.of(new RolePrincipal("admin"), new UserPrincipal("bob")), Set.of(), Set.of());

        for (Object variable : new Object[] {made, new Subject(), "bob", null}) {
            assertThatThrownBy(() -> Asker.of(session(variable)))
                    .hasMessage("nobody logged in to this session: log in again");
        }
    }

    @Test
    void a_name_that_is_added_to_who_logged_in_changes_nothing() throws Exception {
        Subject alice = logins.fresh("alice");
        alice.getPrincipals().removeIf(UserPrincipal.class::isInstance);
        alice.getPrincipals().add(new UserPrincipal("bob"));

        assertThat(Asker.of(session(alice)).user().getName()).isEqualTo("alice");
    }

    @Test
    void who_has_another_role_or_password_or_was_removed_asks_for_nothing_more_in_a_session_that_is_open()
            throws Exception {
        String over = " has another password or role, or is no user any more: log in again";
        Session alice = session(logins.fresh("alice"));
        Session bob = session(logins.fresh("bob"));
        Session carol = session(logins.fresh("carol"));

        users.add("alice", Role.VIEWER);
        assertThatThrownBy(() -> Asker.of(alice)).hasMessage("alice" + over);

        Session again = session(logins.fresh("bob"));
        assertThatThrownBy(() -> Asker.of(bob)).hasMessage("bob" + over);
        assertThat(Asker.of(again).user().getName()).isEqualTo("bob");

        Path file = folder.resolve("users.json");
        Files.writeString(file, Files.readString(file).replace("\"carol\"", "\"carla\""));
        assertThatThrownBy(() -> Asker.of(carol)).hasMessage("carol" + over);
    }
}
