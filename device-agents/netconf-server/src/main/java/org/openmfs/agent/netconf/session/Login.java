package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Future;
import org.opendaylight.netconf.shaded.sshd.common.AttributeRepository.AttributeKey;
import org.opendaylight.netconf.shaded.sshd.common.session.Session;

/** One connection between its first byte and its NETCONF session. */
final class Login {
    private static final AttributeKey<Login> KEY = new AttributeKey<>();

    private final Session session;
    private int wrongPasswords;
    private Optional<Future<?>> deadline = Optional.empty();
    private volatile Optional<Runnable> endOfInput = Optional.empty();

    private Login(Session session) {
        this.session = requireNonNull(session);
    }

    /** Begins with the connection. */
    static Login begin(Session session) {
        var login = new Login(session);
        session.setAttribute(KEY, login);
        return login;
    }

    /** What began with a connection. */
    static Optional<Login> of(Session session) {
        return Optional.ofNullable(session.getAttribute(KEY));
    }

    Session session() {
        return session;
    }

    /** Counts a wrong password, and says how many there were. */
    synchronized int failed() {
        return ++wrongPasswords;
    }

    /** Replaces what is to happen if the connection gets no further; a connection that is gone must not be kept by it. */
    synchronized void expect(Optional<Future<?>> next) {
        deadline.ifPresent(former -> former.cancel(false));
        deadline = next;
    }

    /** The NETCONF session is set up: what to do when the client says that it sends no more. */
    void open(Runnable atEndOfInput) {
        endOfInput = Optional.of(atEndOfInput);
        expect(Optional.empty());
    }

    Optional<Runnable> endOfInput() {
        return endOfInput;
    }
}
