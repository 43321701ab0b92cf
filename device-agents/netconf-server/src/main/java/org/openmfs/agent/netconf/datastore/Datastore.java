package org.openmfs.agent.netconf.datastore;

import java.util.Locale;

/** A configuration datastore that a client can name. */
public enum Datastore {
    /** What the agent runs with. Changes by a commit only. */
    RUNNING,
    /** What clients prepare, shared by all of them unless one locks it. */
    CANDIDATE;

    /** Its name in the protocol. */
    public String element() {
        return name().toLowerCase(Locale.ROOT);
    }
}
