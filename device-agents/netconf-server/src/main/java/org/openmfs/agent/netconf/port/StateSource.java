package org.openmfs.agent.netconf.port;

import java.util.Collection;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;

/** Where {@code get} finds the agent's state. */
@FunctionalInterface
public interface StateSource {
    /**
     * The agent's state now, as top-level data nodes. They are laid over the running configuration, so a list entry
     * needs its keys and its state only. Called on the session's own thread: it may wait, but not for long.
     */
    Collection<? extends DataContainerChild> read();
}
