package org.openmfs.controller.spi;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ManagerKinds;
import org.openmfs.controller.model.ReasonCode;

/** Which plugin speaks with managers of a kind. */
public final class ManagerPlugins {
    private final List<ManagerPlugin> plugins;
    private final Map<ManagerKind, ManagerPlugin> byKind = new HashMap<>();
    private final ManagerKinds kinds;

    /** @throws IllegalArgumentException if two serve one kind */
    public ManagerPlugins(Collection<? extends ManagerPlugin> plugins) {
        this.plugins = List.copyOf(plugins);
        Map<ManagerKind, Set<Facet>> offered = new HashMap<>();
        for (ManagerPlugin plugin : plugins) {
            for (ManagerKind kind : plugin.kinds()) {
                if (byKind.put(kind, plugin) != null) {
                    throw new IllegalArgumentException("two plugins serve managers of kind '" + kind + "'");
                }
                offered.put(kind, plugin.facets());
            }
        }
        kinds = new ManagerKinds(offered);
    }

    /** The same, each with something put before it. */
    public ManagerPlugins each(UnaryOperator<ManagerPlugin> before) {
        return new ManagerPlugins(plugins.stream().map(before).toList());
    }

    public ManagerKinds kinds() {
        return kinds;
    }

    public List<ManagerPlugin> all() {
        return plugins;
    }

    public Optional<ManagerPlugin> of(ManagerKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** @throws SouthboundFailure if this manager has no key network */
    public KeyNetworks keyNetworks(ManagedNetwork manager) throws SouthboundFailure {
        return offered(manager, ManagerPlugin::keyNetworks, "key links");
    }

    /** @throws SouthboundFailure if this manager has no optical paths */
    public LightPaths lightPaths(ManagedNetwork manager) throws SouthboundFailure {
        return offered(manager, ManagerPlugin::lightPaths, "optical paths");
    }

    private <T> T offered(ManagedNetwork manager, Function<ManagerPlugin, Optional<T>> facet, String what)
            throws SouthboundFailure {
        return facet.apply(serving(manager))
                .orElseThrow(() -> refusal(manager, "managers of kind '" + manager.kind() + "' have no " + what));
    }

    /** @throws SouthboundFailure if no plugin serves managers of its kind */
    public ManagerPlugin serving(ManagedNetwork manager) throws SouthboundFailure {
        return of(manager.kind()).orElseThrow(() -> refusal(manager, kinds.unserved(manager.kind())));
    }

    private static SouthboundFailure refusal(ManagedNetwork manager, String text) {
        return new SouthboundFailure(ReasonCode.MANAGER_REFUSED, manager.id().value(), text);
    }
}
