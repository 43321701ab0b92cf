package org.openmfs.standalone.mdsal;

import java.util.List;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** Keeps nothing beyond what it began with. */
record ForgetfulKeeper(Kept load) implements ConfigurationKeeper {
    static ForgetfulKeeper ofNothing() {
        return new ForgetfulKeeper(new Kept(ConfigurationFile.emptyRoot(), List.of()));
    }

    @Override
    public void keep(List<Edit> change, ContainerNode before) {
        // Forgotten.
    }

    @Override
    public void committed(ContainerNode whole) {
        // Forgotten.
    }

    @Override
    public void takeBack() {
        // There is nothing.
    }

    @Override
    public void end(ContainerNode whole) {
        // Nothing is open.
    }
}
