package org.openmfs.controller.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.inventory.ManagerBelief;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.LightPathState;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.OpticalPath;
import org.openmfs.controller.model.OpticalPathStatus;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/** Managers tell what was set up through them as plugins do, unless the test says otherwise of it. */
final class ToldByManagers {
    private final LiveInventory inventory;
    private final Map<List<?>, Object> told = new HashMap<>();

    ToldByManagers(LiveInventory inventory) {
        this.inventory = inventory;
    }

    void keyLink(ManagerId manager, KeyLink link) {
        KeyLinkState stands =
                new KeyLinkState(link.path(), List.of(link.saeA(), link.saeZ()), link.rates(), Optional.empty());
        change(
                manager,
                belief -> with(belief, put(manager, link.association(), belief.keyLinks(), stands), belief.paths()));
    }

    void lightPath(ManagerId manager, OpticalPath path, LightPathState state) {
        OpticalPathStatus stands = new OpticalPathStatus(
                state, Set.of(path.a(), path.z()), Optional.of(BigDecimal.valueOf(path.capacity())));
        change(
                manager,
                belief -> with(belief, belief.keyLinks(), put(manager, path.association(), belief.paths(), stands)));
    }

    void gone(ManagerId manager, AssociationId association) {
        change(
                manager,
                belief -> with(belief, without(association, belief.keyLinks()), without(association, belief.paths())));
    }

    private void change(ManagerId manager, Function<ManagerBelief, ManagerBelief> how) {
        inventory.change(known -> known.changed(manager, how::apply));
    }

    private <T> Map<AssociationId, T> put(
            ManagerId manager, AssociationId association, Map<AssociationId, T> all, T state) {
        List<?> key = List.of(manager, association, state.getClass());
        boolean saidByTheTest =
                all.containsKey(association) && !all.get(association).equals(told.get(key));
        if (saidByTheTest) {
            return all;
        }
        told.put(key, state);
        Map<AssociationId, T> next = new HashMap<>(all);
        next.put(association, state);
        return next;
    }

    private static <T> Map<AssociationId, T> without(AssociationId association, Map<AssociationId, T> all) {
        Map<AssociationId, T> next = new HashMap<>(all);
        next.remove(association);
        return next;
    }

    private static ManagerBelief with(
            ManagerBelief belief, Map<AssociationId, KeyLinkState> links, Map<AssociationId, OpticalPathStatus> paths) {
        return new ManagerBelief(
                belief.settings(), belief.facets(), belief.connection(), belief.topology(), links, paths);
    }
}
