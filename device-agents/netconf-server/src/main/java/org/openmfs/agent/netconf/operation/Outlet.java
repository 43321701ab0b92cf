package org.openmfs.agent.netconf.operation;

import org.w3c.dom.Document;

/** The way out of one session for what is no reply. */
public interface Outlet {
    /** Sends a whole {@code notification} message. Never waits: a session that does not read is closed. */
    void send(Document notification);

    /** Runs something once the reply to the request in hand is on its way. */
    void afterReply(Runnable action);
}
