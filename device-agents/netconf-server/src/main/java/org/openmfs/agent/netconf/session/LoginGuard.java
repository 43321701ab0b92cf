package org.openmfs.agent.netconf.session;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendaylight.netconf.shaded.sshd.common.SshConstants;
import org.opendaylight.netconf.shaded.sshd.common.channel.Channel;
import org.opendaylight.netconf.shaded.sshd.common.channel.ChannelListener;
import org.opendaylight.netconf.shaded.sshd.common.session.Session;
import org.opendaylight.netconf.shaded.sshd.common.session.SessionListener;
import org.opendaylight.netconf.shaded.sshd.server.auth.AsyncAuthException;
import org.openmfs.agent.access.Doorway;
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
    private final Doorway<Session> doorway;

    LoginGuard(Limits limits, ScheduledExecutorService timers) {
        this.limits = requireNonNull(limits);
        this.timers = requireNonNull(timers);
        this.doorway = new Doorway<>(limits.connections().unauthenticated());
    }

    /** Who logged in from an address. */
    String userOf(SocketAddress from) {
        return login(from).session().getUsername();
    }

    /** The session from an address is set up: what to do when the client says that it sends no more. */
    void open(SocketAddress from, Runnable atEndOfInput) {
        login(from).open(atEndOfInput);
    }

    private Login login(SocketAddress from) {
        return requireNonNull(logins.get(from), "the connection is gone");
    }

    /** Answers a wrong password: late, and the last time not at all. Never returns. */
    boolean refusePassword(Session session) {
        var count = Login.of(session).map(Login::failed).orElse(limits.logins().attempts());
        LOG.warn("wrong password {} from {}", count, RemoteEnd.text(address(session)));
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
        var login = Login.begin(session);
        logins.put(address(session), login);
        login.expect(Optional.of(after(limits.connections().login(), () -> session.close(true))));
        doorway.enter(session, host(session)).ifPresent(oldest -> {
            LOG.warn("connection from {} closed: too many that have not logged in", RemoteEnd.text(address(oldest)));
            oldest.close(true);
        });
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        var login = Login.of(session);
        if (event == Event.Authenticated && login.isPresent() && doorway.leave(session)) {
            login.get().expect(Optional.of(after(limits.connections().hello(), () -> session.close(true))));
        }
    }

    @Override
    public void sessionClosed(Session session) {
        Login.of(session).ifPresent(login -> {
            logins.remove(address(session), login);
            login.expect(Optional.empty());
            doorway.leave(session);
        });
    }

    @Override
    public void channelStateChanged(Channel channel, String hint) {
        if (hint.endsWith("CHANNEL_EOF")) {
            Login.of(channel.getSession()).flatMap(Login::endOfInput).ifPresent(Runnable::run);
        }
    }

    @Override
    public void channelClosed(Channel channel, Throwable reason) {
        channel.getSession().close(false);
    }

    private Future<?> after(Duration delay, Runnable action) {
        return timers.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void disconnect(Session session) {
        try {
            session.disconnect(
                    SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many authentication failures");
        } catch (IOException gone) {
            session.close(true);
        }
    }

    private static InetAddress host(Session session) {
        return address(session) instanceof InetSocketAddress there
                ? there.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    private static SocketAddress address(Session session) {
        return session.getIoSession().getRemoteAddress();
    }
}
