package org.openmfs.testbed.qkd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The state of every configured link at every node at one moment, worked out from configuration and quantum links. */
final class Picture {
    private final Map<UUID, NodeConfig> configs;
    private final Collection<QuantumLink> links;
    private final int keyBits;
    private final Map<UUID, List<QuantumLink>> virtualHops = new LinkedHashMap<>();
    private final Map<UUID, Long> reserved = new LinkedHashMap<>();

    /** @param keyBits a store that holds fewer bits than one key counts as empty */
    Picture(Map<UUID, NodeConfig> configs, Collection<QuantumLink> links, int keyBits) {
        this.configs = configs;
        this.links = links;
        this.keyBits = keyBits;
        configs.values().stream()
                .flatMap(config -> config.links().stream())
                .filter(LinkEntry::virtual)
                .forEach(this::place);
    }

    private void place(LinkEntry entry) {
        if (!virtualHops.containsKey(entry.id())) {
            List<QuantumLink> hops = hops(VirtualRoute.resolve(entry.id(), configs));
            virtualHops.put(entry.id(), hops);
            hops.forEach(hop -> reserved.merge(hop.id(), entry.reserved(), Long::sum));
        }
    }

    private List<QuantumLink> hops(List<UUID> route) {
        List<QuantumLink> hops = new ArrayList<>();
        for (int i = 0; i + 1 < route.size(); i++) {
            UUID from = route.get(i);
            UUID to = route.get(i + 1);
            Optional<QuantumLink> hop =
                    links.stream().filter(link -> link.joins(from, to)).findFirst();
            if (hop.isEmpty()) {
                return List.of();
            }
            hops.add(hop.get());
        }
        return hops;
    }

    /** The quantum links from one node to another that back a configured link; empty where it does not join them. */
    List<QuantumLink> hopsBetween(UUID from, UUID to, UUID link) {
        Optional<LinkEntry> entry = configs.get(from).link(link);
        if (entry.isEmpty() || !entry.get().enabled()) {
            return List.of();
        }
        if (!entry.get().virtual()) {
            return links.stream()
                    .filter(l -> l.id().equals(link) && l.isEnabled() && l.joins(from, to))
                    .toList();
        }
        List<UUID> route = VirtualRoute.resolve(link, configs);
        List<QuantumLink> hops = virtualHops.getOrDefault(link, List.of());
        boolean forward = !route.isEmpty()
                && route.getFirst().equals(from)
                && route.getLast().equals(to);
        boolean backward = !route.isEmpty()
                && route.getFirst().equals(to)
                && route.getLast().equals(from);
        return forward ? hops : backward ? hops.reversed() : List.of();
    }

    Map<UUID, Map<UUID, LinkState>> states() {
        Map<UUID, Map<UUID, LinkState>> states = new LinkedHashMap<>();
        configs.forEach((node, config) -> {
            Map<UUID, LinkState> here = new LinkedHashMap<>();
            config.links().forEach(entry -> here.put(entry.id(), state(config, entry)));
            states.put(node, here);
        });
        return states;
    }

    private LinkState state(NodeConfig config, LinkEntry entry) {
        long demand = config.apps().stream()
                .filter(app -> app.backing().contains(entry.id()))
                .mapToLong(AppEntry::expected)
                .sum();
        long expected = Math.min(demand, 0xFFFF_FFFFL);
        return entry.virtual() ? virtual(entry, expected) : physical(entry, expected);
    }

    private LinkState physical(LinkEntry entry, long expected) {
        Optional<QuantumLink> found =
                links.stream().filter(link -> link.id().equals(entry.id())).findAny();
        if (found.isEmpty()) {
            return new LinkState(LinkState.Status.PENDING, "", 0, 0, expected, false, Double.NaN, Double.NaN);
        }
        QuantumLink link = found.get();
        long skr = link.isGenerating() ? link.rate() : 0;
        return new LinkState(
                status(link),
                link.isEnabled() ? link.fault() : "",
                skr,
                left(link),
                expected,
                link.isStarved() && link.isGenerating(),
                link.qberPercent(),
                link.plan().snrDb());
    }

    private LinkState virtual(LinkEntry entry, long expected) {
        List<QuantumLink> hops = virtualHops.getOrDefault(entry.id(), List.of());
        if (hops.isEmpty() || !entry.enabled()) {
            LinkState.Status status = entry.enabled() ? LinkState.Status.PENDING : LinkState.Status.OFF;
            return new LinkState(status, "", 0, 0, expected, false, Double.NaN, Double.NaN);
        }
        LinkState.Status worst =
                hops.stream().map(this::status).max(Enum::compareTo).orElseThrow();
        String fault = hops.stream()
                .filter(hop -> hop.isEnabled() && !hop.fault().isEmpty())
                .map(hop -> "hop " + hop.plan().name() + ": " + hop.fault())
                .findFirst()
                .orElse("");
        long bottleneck = hops.stream()
                .mapToLong(hop -> left(hop) + entry.reserved())
                .min()
                .orElse(0);
        long rate = worst != LinkState.Status.ACTIVE
                ? 0
                : entry.reserved() > 0 ? Math.min(entry.reserved(), bottleneck) : bottleneck;
        boolean starved = worst == LinkState.Status.ACTIVE && hops.stream().anyMatch(QuantumLink::isStarved);
        return new LinkState(worst, fault, rate, rate, expected, starved, Double.NaN, Double.NaN);
    }

    private LinkState.Status status(QuantumLink link) {
        if (link.isGenerating()) {
            return LinkState.Status.ACTIVE;
        }
        return link.store().available() >= keyBits ? LinkState.Status.PASSIVE : LinkState.Status.OFF;
    }

    private long left(QuantumLink link) {
        return link.isGenerating() ? Math.max(0, link.rate() - reserved.getOrDefault(link.id(), 0L)) : 0;
    }
}
