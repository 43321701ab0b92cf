package org.openmfs.standalone.mdsal;

import java.io.IOException;
import java.util.List;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** Where the configuration stays while the program is not running. */
interface ConfigurationKeeper {
    /** What was kept: a whole configuration, and the edits of each commit after it, in order. */
    record Kept(ContainerNode whole, List<List<Edit>> changes) {}

    /**
     * Returns what was kept, an empty root if nothing was.
     *
     * @throws DamagedConfigurationException if something was kept and can't be used
     * @throws IOException if it can't be read
     */
    Kept load() throws IOException;

    /**
     * Keeps what is about to be committed; when this returns, it survives a crash.
     *
     * @param before the configuration without it
     * @throws IOException if it could not be kept; what was kept before stays
     */
    void keep(List<Edit> change, ContainerNode before) throws IOException;

    /** What was kept last was committed, which led to this configuration. */
    void committed(ContainerNode whole);

    /** What was kept last is not committed. */
    void takeBack();

    /** Nothing is kept any more after this configuration. */
    void end(ContainerNode whole);
}
