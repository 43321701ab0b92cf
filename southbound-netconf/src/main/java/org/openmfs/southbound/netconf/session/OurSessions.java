package org.openmfs.southbound.netconf.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Our sessions with a device that it may think alive, oldest first; the one of now is the last. */
public final class OurSessions {
    private static final int MOST = 32;

    private final Deque<OurSession> sessions = new ArrayDeque<>();

    synchronized void began(OurSession session) {
        if (sessions.size() == MOST) {
            sessions.removeFirst();
        }
        sessions.addLast(session);
    }

    synchronized List<OurSession> before(OurSession session) {
        return sessions.stream().takeWhile(each -> !each.equals(session)).toList();
    }

    synchronized void endedBefore(OurSession session) {
        sessions.removeAll(before(session));
    }

    synchronized void forget() {
        sessions.clear();
    }
}
