package org.openmfs.agent.netconf.datastore;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.RequestRefused;

/** Which session has locked which datastore (RFC 6241 section 7.5). Not thread-safe: {@link Datastores} guards it. */
final class Locks {
    private final Map<Datastore, Lock> holders = new EnumMap<>(Datastore.class);

    void requireUnlocked(Datastore target) throws RequestRefused {
        var holder = holders.get(target);
        if (holder != null) {
            throw denied(
                    "Session " + holder.holder().id() + " holds the lock",
                    holder.holder().id());
        }
    }

    void lock(Datastore target, SessionHandle session) {
        holders.put(target, new Lock(session, InstantSource.system().instant()));
    }

    void unlock(Datastore target, SessionHandle session) throws RequestRefused {
        if (!isHolder(target, session)) {
            throw RequestRefused.ofProtocol(ErrorTag.OPERATION_FAILED, "This session does not hold the lock");
        }
        holders.remove(target);
    }

    boolean release(Datastore target, SessionHandle session) {
        return isHolder(target, session) && holders.remove(target) != null;
    }

    private boolean isHolder(Datastore target, SessionHandle session) {
        var lock = holders.get(target);
        return lock != null && lock.holder() == session;
    }

    void requireFree(Datastore target, SessionHandle session) throws RequestRefused {
        var lock = holders.get(target);
        if (lock != null && lock.holder() != session) {
            throw RequestRefused.ofProtocol(
                    ErrorTag.IN_USE,
                    "Session " + lock.holder().id() + " has locked the " + target.element() + " configuration");
        }
    }

    Optional<Lock> find(Datastore target) {
        return Optional.ofNullable(holders.get(target));
    }

    static RequestRefused denied(String message, long holder) {
        return RequestRefused.ofProtocol(ErrorTag.LOCK_DENIED, message).info("session-id", Long.toString(holder));
    }
}
