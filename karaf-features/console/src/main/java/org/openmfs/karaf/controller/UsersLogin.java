package org.openmfs.karaf.controller;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.Principal;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.openmfs.northbound.auth.Authenticator;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UncertainException;
import org.openmfs.northbound.auth.User;

/** Lets RESTCONF's administrators log in to the console with the same password. Karaf makes one for each login. */
public final class UsersLogin implements LoginModule {
    /** The option that carries the {@link Authenticator}. */
    static final String USERS = "org.openmfs.users";
    /** The option that carries the {@link ConsoleAudit}. */
    static final String AUDIT = "org.openmfs.audit";

    private Subject subject;
    private CallbackHandler caller;
    private Authenticator users;
    private ConsoleAudit audit;
    private Optional<User> user = Optional.empty();
    private BooleanSupplier standing = () -> false;
    private Set<Principal> granted = Set.of();

    @Override
    public void initialize(Subject who, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
        subject = who;
        caller = handler;
        users = (Authenticator) options.get(USERS);
        audit = (ConsoleAudit) options.get(AUDIT);
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user: ");
        PasswordCallback password = new PasswordCallback("password: ", false);
        try {
            caller.handle(new Callback[] {name, password});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new FailedLoginException("a name and a password are needed: " + e.getMessage());
        }
        try {
            user = users.recognise(header(name.getName(), password.getPassword()));
        } catch (UncertainException e) {
            throw new FailedLoginException(e.getMessage());
        } finally {
            password.clearPassword();
        }
        if (user.isEmpty()) {
            audit.refused();
            throw new FailedLoginException("unknown user, or another password");
        }
        standing = users.standing(user.get());
        audit.loggedIn(user.get().name());
        return true;
    }

    /** Both as RESTCONF's clients send them (RFC 7617). */
    private static Optional<String> header(String name, char[] password) {
        if (name == null || password == null) {
            return Optional.empty();
        }
        String pair = name + ":" + new String(password);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    @Override
    public boolean commit() {
        granted = new HashSet<>();
        user.ifPresent(known -> {
            granted.add(new UserPrincipal(known.name()));
            granted.add(new ConsoleUser(known, standing));
            roles(known.role()).forEach(role -> granted.add(new RolePrincipal(role)));
        });
        subject.getPrincipals().addAll(granted);
        return user.isPresent();
    }

    /**
     * Karaf's words for what a user may do. Without {@code ssh} nobody comes in: on Java 25 Karaf's threads do not know
     * whose command they run, so nothing would hold a viewer back from changes.
     */
    private static List<String> roles(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> List.of("admin", "manager", "viewer", "systembundles", "ssh");
            case VIEWER -> List.of("viewer");
        };
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        subject.getPrincipals().removeAll(granted);
        user = Optional.empty();
        return true;
    }
}
