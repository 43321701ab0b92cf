package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendaylight.netconf.shaded.sshd.common.SshConstants;
import org.opendaylight.netconf.shaded.sshd.common.channel.Channel;
import org.opendaylight.netconf.shaded.sshd.common.channel.ChannelListener;
import org.opendaylight.netconf.shaded.sshd.common.session.Session;
import org.opendaylight.netconf.shaded.sshd.common.session.SessionListener;
import org.opendaylight.netconf.shaded.sshd.server.auth.AsyncAuthException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches connections from their first byte to their session: how many there are that have not logged in, how long they
 * take, and how often they try. OpenDaylight's stack keeps none of these bounds.
 */
final class LoginGuard implements SessionListener, ChannelListener {
    private static final Logger LOG = LoggerFactory.getLogger(LoginGuard.class);

    private final Limits limits;
    private final ScheduledExecutorService timers;
    private final Map<SocketAddress, Login> logins = new ConcurrentHashMap<>();
    private final AtomicInteger unauthenticated = new AtomicInteger();

    LoginGuard(Limits limits, ScheduledExecutorService timers) {
        this.limits = requireNonNull(limits);
        this.timers = requireNonNull(timers);
    }

    /** One connection. Only its own thread changes it. */
    private static final class Login {
        private final Session session;
        private boolean isPending = true;
        private int wrongPasswords;
        private volatile Runnable endOfInput;

        Login(Session session) {
            this.session = session;
        }

        synchronized boolean settle() {
            var was = isPending;
            isPending = false;
            return was;
        }

        synchronized boolean isPending() {
            return isPending;
        }

        synchronized int failed() {
            return ++wrongPasswords;
        }
    }

    /** Who logged in from an address. */
    String userOf(SocketAddress from) {
        return requireNonNull(logins.get(from), "the connection is gone")
                .session
                .getUsername();
    }

    /** What to do when the client says that it sends no more. */
    void onEndOfInput(SocketAddress from, Runnable action) {
        requireNonNull(logins.get(from), "the connection is gone").endOfInput = action;
    }

    /** Answers a wrong password: late, and the last time not at all. Never returns. */
    boolean refusePassword(Session session) {
        var login = logins.get(address(session));
        var count = login == null ? limits.logins().attempts() : login.failed();
        LOG.warn("wrong password {} from {}", count, address(session));
        var answer = new AsyncAuthException();
        after(limits.logins().delay(), () -> {
            if (count >= limits.logins().attempts()) {
                disconnect(session);
            } else {
                answer.setAuthed(false);
            }
        });
        throw answer;
    }

    @Override
    public void sessionCreated(Session session) {
        var login = new Login(session);
        logins.put(address(session), login);
        if (unauthenticated.incrementAndGet() > limits.connections().unauthenticated()) {
            LOG.warn("connection from {} closed: too many that have not logged in", address(session));
            session.close(true);
            return;
        }
        after(limits.connections().login(), () -> {
            if (login.isPending()) {
                session.close(true);
            }
        });
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        var login = logins.get(address(session));
        if (event == Event.Authenticated && login != null && login.settle()) {
            unauthenticated.decrementAndGet();
            after(limits.connections().hello(), () -> {
                if (login.endOfInput == null) {
                    session.close(true);
                }
            });
        }
    }

    @Override
    public void sessionClosed(Session session) {
        var login = logins.get(address(session));
        if (login != null && login.session.equals(session)) {
            logins.remove(address(session));
            if (login.settle()) {
                unauthenticated.decrementAndGet();
            }
        }
    }

    @Override
    public void channelStateChanged(Channel channel, String hint) {
        var login = logins.get(address(channel.getSession()));
        if (hint.endsWith("CHANNEL_EOF") && login != null && login.endOfInput != null) {
            login.endOfInput.run();
        }
    }

    @Override
    public void channelClosed(Channel channel, Throwable reason) {
        channel.getSession().close(false);
    }

    private void after(Duration delay, Runnable action) {
        timers.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void disconnect(Session session) {
        try {
            session.disconnect(
                    SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many authentication failures");
        } catch (IOException gone) {
            session.close(true);
        }
    }

    private static SocketAddress address(Session session) {
        return session.getIoSession().getRemoteAddress();
    }
}
