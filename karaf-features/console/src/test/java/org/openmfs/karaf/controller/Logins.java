package org.openmfs.karaf.controller;

import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginException;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;

/** Logins as Karaf has them: by the module that it makes for each. */
public final class Logins {
    private final UserFile users;
    private final Authenticator authenticator;

    public Logins(UserFile users) {
        this.users = users;
        this.authenticator = new Authenticator(users, InstantSource.system());
    }

    /** Makes this user, or gives him another password, and logs him in with it. */
    public Subject fresh(String name) throws IOException, LoginException {
        return login(name, Files.readString(users.add(name, Role.ADMINISTRATOR)));
    }

    private Subject login(String name, String password) throws LoginException {
        UsersLogin login = new UsersLogin();
        Subject subject = new Subject();
        CallbackHandler answers = asked -> {
            for (Callback one : asked) {
                if (one instanceof NameCallback who) {
                    who.setName(name);
                } else if (one instanceof PasswordCallback secret) {
                    secret.setPassword(password.toCharArray());
                }
            }
        };
        ConsoleAudit audit = new ConsoleAudit(new HeardTrail(new ArrayList<>()), InstantSource.system());
        login.initialize(subject, answers, Map.of(), Map.of(UsersLogin.USERS, authenticator, UsersLogin.AUDIT, audit));
        login.login();
        login.commit();
        return subject;
    }
}
