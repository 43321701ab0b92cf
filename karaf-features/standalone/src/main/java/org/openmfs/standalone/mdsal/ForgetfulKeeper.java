package org.openmfs.standalone.mdsal;

import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** Keeps nothing. */
final class ForgetfulKeeper implements ConfigurationKeeper {
    @Override
    public ContainerNode load() {
        return ConfigurationFile.emptyRoot();
    }

    @Override
    public void save(ContainerNode root) {
        // Forgotten.
    }
}
