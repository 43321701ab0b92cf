package org.openmfs.agent.netconf.datastore;

import java.io.IOException;
import org.openmfs.agent.netconf.port.Configuration;

/** Where the running configuration outlives the process. */
public interface RunningStore {
    /**
     * Makes a configuration the one that the next start finds: all of it or, after a failure, none of it.
     *
     * @throws IOException when it is not on the disk
     */
    void save(Configuration running) throws IOException;
}
