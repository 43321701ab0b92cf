package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

/** A NETCONF session as the datastores know it: who holds a lock, and whether it still lives. */
public final class SessionHandle {
    private final long id;
    private final String user;
    private volatile boolean ended;

    /**
     * Names a session.
     *
     * @param id the session's number, 1 to 4294967295
     * @param user the name under which it was authenticated
     */
    public SessionHandle(long id, String user) {
        this.id = id;
        this.user = requireNonNull(user);
    }

    public String user() {
        return user;
    }

    public long id() {
        return id;
    }

    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }

    @Override
    public String toString() {
        return "session " + id;
    }
}
