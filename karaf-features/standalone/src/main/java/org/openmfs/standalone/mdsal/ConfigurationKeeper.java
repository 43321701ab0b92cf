package org.openmfs.standalone.mdsal;

import java.io.IOException;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** Where the configuration stays while the program is not running. */
interface ConfigurationKeeper {
    /**
     * Returns what was kept last, an empty root if nothing was.
     *
     * @throws DamagedConfigurationException if something was kept and can't be used
     * @throws IOException if it can't be read
     */
    ContainerNode load() throws IOException;

    /**
     * Keeps a whole configuration; when this returns, it survives a crash.
     *
     * @throws IOException if it could not be kept; what was kept before stays
     */
    void save(ContainerNode root) throws IOException;
}
