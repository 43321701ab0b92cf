package org.openmfs.controller.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ManagerKinds;

/** A plugin that offers what it is given, and meets managers without a word. */
public record OfferedFacets(Set<ManagerKind> kinds, Optional<KeyNetworks> keyNetworks, Optional<LightPaths> lightPaths)
        implements ManagerPlugin {
    /** As the built-in plugins offer. */
    public static final ManagerKinds BUILT_IN = new ManagerKinds(
            Map.of(ManagerKind.QKDN_015, Set.of(Facet.KEY_NETWORK), ManagerKind.APN_TAPI, Set.of(Facet.LIGHT_PATHS)));

    /** Plugins of the built-in kinds. */
    public static ManagerPlugins builtIn(KeyNetworks keyNetworks, LightPaths lightPaths) {
        return new ManagerPlugins(List.of(
                new OfferedFacets(Set.of(ManagerKind.QKDN_015), Optional.of(keyNetworks), Optional.empty()),
                new OfferedFacets(Set.of(ManagerKind.APN_TAPI), Optional.empty(), Optional.of(lightPaths))));
    }

    @Override
    public void connect(ManagedNetwork manager) {}

    @Override
    public void disconnect(ManagerId manager) {}
}
