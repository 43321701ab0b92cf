package org.openmfs.testbed.qkd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.topology.QkdPlan;

/**
 * Gives keys to pairs of SAEs that a controller has registered as an application at both their nodes, over the links that back
 * the application.
 */
final class KeyDelivery {
    private final QkdNetwork network;
    private final SaeDirectory saes;

    KeyDelivery(QkdNetwork network, SaeDirectory saes) {
        this.network = network;
        this.saes = saes;
    }

    /** The state of the pool between two SAEs: keys that could be had now, and the most there could ever be. */
    record Pool(SdQkdNode remote, long stored, long capacity) {}

    /** One slave of a request: the application that entitles it and the node it is at. */
    private record Grant(QkdPlan.Sae slave, AppEntry app, SdQkdNode remote) {}

    Pool pool(SdQkdNode local, QkdPlan.Sae caller, QkdPlan.Sae peer) throws KmeRefusal {
        synchronized (network) {
            Grant grant = grant(local, caller, peer);
            int keyBits = network.plan().keys().defaultBits();
            long stored = 0;
            long capacity = 0;
            for (List<QuantumLink> hops : routes(local, grant)) {
                stored += hops.stream()
                                .mapToLong(h -> h.store().available())
                                .min()
                                .orElse(0)
                        / keyBits;
                capacity +=
                        hops.stream().mapToLong(h -> h.store().capacity()).min().orElse(0) / keyBits;
            }
            return new Pool(grant.remote(), stored, capacity);
        }
    }

    /** New keys for a master; their copies wait at the slaves' KMEs. */
    List<WaitingKeys.IdentifiedKey> issue(
            SdQkdNode local, QkdPlan.Sae master, List<QkdPlan.Sae> slaves, int number, int bits) throws KmeRefusal {
        synchronized (network) {
            Map<Grant, List<QuantumLink>> routes = new LinkedHashMap<>();
            Map<QuantumLink, Long> planned = new HashMap<>();
            for (QkdPlan.Sae slave : slaves) {
                Grant grant = grant(local, master, slave);
                requireRoom(grant.remote(), number);
                routes.put(grant, choose(local, grant, (long) number * bits, planned));
            }
            pay(local, routes.keySet(), (long) number * bits);
            List<WaitingKeys.IdentifiedKey> keys = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                keys.add(make(master, routes, bits));
            }
            network.refresh();
            return keys;
        }
    }

    /** The copies for a slave; each can be had once. */
    List<WaitingKeys.IdentifiedKey> collect(SdQkdNode local, QkdPlan.Sae caller, QkdPlan.Sae master, List<UUID> ids)
            throws KmeRefusal {
        synchronized (network) {
            grant(local, caller, master);
            network.refresh();
            return local.waiting().take(ids, saes.id(caller), saes.id(master));
        }
    }

    private WaitingKeys.IdentifiedKey make(QkdPlan.Sae master, Map<Grant, List<QuantumLink>> routes, int bits) {
        UUID id = UUID.randomUUID();
        byte[] mine = null;
        Map<SdQkdNode, Set<String>> delivered = new HashMap<>();
        for (Map.Entry<Grant, List<QuantumLink>> route : routes.entrySet()) {
            Grant grant = route.getKey();
            byte[] theirs;
            if (mine == null) {
                QuantumLink.SharedBits key = KeyRelay.establish(route.getValue(), bits);
                mine = key.near();
                theirs = key.far();
            } else {
                theirs = KeyRelay.send(mine, route.getValue());
            }
            Set<String> named = delivered.computeIfAbsent(grant.remote(), node -> new LinkedHashSet<>());
            named.add(saes.id(grant.slave()));
            long life = grant.app().keyLifeSeconds();
            Instant expires =
                    life == 0 ? Instant.MAX : network.clock().instant().plusSeconds(life);
            grant.remote()
                    .waiting()
                    .add(grant.app().id(), saes.id(master), named, new WaitingKeys.IdentifiedKey(id, theirs), expires);
        }
        return new WaitingKeys.IdentifiedKey(id, mine);
    }

    private Grant grant(SdQkdNode local, QkdPlan.Sae caller, QkdPlan.Sae peer) throws KmeRefusal {
        SdQkdNode remote = network.node(peer.node()).orElseThrow();
        for (AppEntry app : local.configuration().apps()) {
            boolean both =
                    names(app, caller) && names(app, peer) && app.remote().equals(remote.id());
            boolean alive = app.expires().isAfter(network.clock().instant());
            boolean thereToo = remote.configuration().app(app.id()).stream()
                    .anyMatch(a ->
                            names(a, caller) && names(a, peer) && a.remote().equals(local.id()));
            if (both && alive && thereToo) {
                return new Grant(peer, app, remote);
            }
        }
        if (local.announceOnce(Set.of(caller.uri(), peer.uri()))) {
            local.send(Notices.applicationNew(local.id(), caller.uri(), peer.uri()));
        }
        throw KmeRefusal.unauthorized("no QKD application is registered for " + saes.id(caller) + " and "
                + saes.id(peer) + " at both their nodes");
    }

    private boolean names(AppEntry app, QkdPlan.Sae sae) {
        return app.members().stream().anyMatch(member -> saes.means(member, sae));
    }

    private List<List<QuantumLink>> routes(SdQkdNode local, Grant grant) {
        Picture picture = network.picture();
        return grant.app().backing().stream()
                .map(link -> picture.hopsBetween(local.id(), grant.remote().id(), link))
                .filter(hops -> !hops.isEmpty())
                .toList();
    }

    /** The first route whose every hop still has the bits, beside what this request has planned to take already. */
    private List<QuantumLink> choose(SdQkdNode local, Grant grant, long bits, Map<QuantumLink, Long> planned)
            throws KmeRefusal {
        List<List<QuantumLink>> routes = routes(local, grant);
        for (List<QuantumLink> hops : routes) {
            if (hops.stream().allMatch(hop -> hop.store().available() >= planned.getOrDefault(hop, 0L) + bits)) {
                hops.forEach(hop -> planned.merge(hop, bits, Long::sum));
                return hops;
            }
        }
        routes.forEach(hops -> hops.stream()
                .filter(hop -> hop.store().available() < planned.getOrDefault(hop, 0L) + bits)
                .forEach(QuantumLink::noteStarved));
        network.refresh();
        throw KmeRefusal.unavailable(
                routes.isEmpty() ? "no key association link is available" : "insufficient key material");
    }

    private static void requireRoom(SdQkdNode remote, int number) throws KmeRefusal {
        if (remote.waiting().size() + number > WaitingKeys.MOST) {
            throw KmeRefusal.unavailable("too many keys wait at the remote KME");
        }
    }

    private static void pay(SdQkdNode local, Set<Grant> grants, long bits) throws KmeRefusal {
        for (Grant grant : grants) {
            if (!local.usage(grant.app().id()).use(bits, grant.app().limit())) {
                throw KmeRefusal.unavailable("the application exceeds its max_bandwidth");
            }
            grant.remote().usage(grant.app().id()).use(bits, 0);
        }
    }
}
