package org.openmfs.agent.netconf.operation;

/** The sessions that are open, as far as one session may know of others. */
public interface Sessions {
    /**
     * Closes a session at once.
     *
     * @return false when there is no such session
     */
    boolean kill(long id);
}
