package org.openmfs.controller.spi;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;

/**
 * Sessions with external network managers of some kinds (MFS 4.3.2), and what can be asked of them.
 *
 * <p>Calls may be made from any thread. A manager is asked for nothing before it is connected.
 */
public interface ManagerPlugin extends AutoCloseable {
    /** What the managers that it speaks with speak; at least one, and always the same. */
    Set<ManagerKind> kinds();

    /**
     * Keeps a session up with this manager from now on, or with its changed settings, and reports what it is like. Does
     * not wait for it.
     */
    void connect(ManagedNetwork manager);

    /** Ends the session and forgets the manager: nothing is reported on it from now on; what was set up stays. */
    void disconnect(ManagerId manager);

    /** Key links, if managers of these kinds have them; always the same. */
    default Optional<KeyNetworks> keyNetworks() {
        return Optional.empty();
    }

    /** Optical paths, if managers of these kinds have them; always the same. */
    default Optional<LightPaths> lightPaths() {
        return Optional.empty();
    }

    /** What it has. */
    default Set<Facet> facets() {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        keyNetworks().ifPresent(there -> facets.add(Facet.KEY_NETWORK));
        lightPaths().ifPresent(there -> facets.add(Facet.LIGHT_PATHS));
        return facets;
    }

    /** Ends every session. */
    @Override
    default void close() {}
}
