package org.openmfs.controller.spi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.QkdNetworkPlugin.KeyLink;

/** A network of {@link InMemoryQkdNetworks}: nodes in a row. */
public final class InMemoryQkdSite implements QkdSite {
    /** Between a network and the plugin. */
    record Wire(Runnable meet, BiConsumer<UUID, ReasonCode> trouble) {}

    private static final long RATE = 10_000;

    private final ManagedNetwork settings;
    private final List<UUID> nodes;
    private final Map<ServiceId, KeyLink> links = new LinkedHashMap<>();
    private final Map<UUID, ReasonCode> troubles = new HashMap<>();
    private final Set<UUID> away = new HashSet<>();
    private Optional<Wire> wire = Optional.empty();
    private boolean stalled;
    private long rate = RATE;

    public InMemoryQkdSite(ManagedNetwork settings, List<UUID> nodes) {
        this.settings = settings;
        this.nodes = List.copyOf(nodes);
    }

    void attach(Wire to) {
        wire = Optional.of(to);
    }

    boolean answers(Set<UUID> asked) {
        return !stalled && asked.stream().noneMatch(away::contains);
    }

    boolean provides(KeyLink link) {
        return nodes.containsAll(link.path()) && link.rates().least() <= RATE;
    }

    void put(KeyLink link) {
        links.put(link.service(), link);
        changed();
    }

    void remove(ServiceId service) {
        links.remove(service);
        changed();
    }

    QkdTopology topology() {
        List<QkdTopology.Link> row = IntStream.range(0, nodes.size() - 1)
                .mapToObj(at -> new QkdTopology.Link(
                        physical(at),
                        nodes.get(at),
                        nodes.get(at + 1),
                        rate - booked(at, link -> link.path().size() > 2),
                        booked(at, link -> link.path().size() == 2),
                        Optional.of(0.01),
                        Optional.ofNullable(troubles.get(physical(at)))))
                .toList();
        return new QkdTopology(Set.copyOf(nodes), row);
    }

    /** What key links of that kind have booked on the physical link. */
    private long booked(int at, Predicate<KeyLink> kind) {
        return links.values().stream()
                .filter(kind)
                .filter(link -> link.path().containsAll(nodes.subList(at, at + 2)))
                .mapToLong(link -> link.rates().least())
                .sum();
    }

    private UUID physical(int at) {
        return new UUID(settings.id().value().hashCode(), at);
    }

    /** Key links that are set up. */
    public Map<ServiceId, KeyLink> links() {
        return Map.copyOf(links);
    }

    /** All physical links are of no use for this reason, or are of use again. */
    public void trouble(Optional<ReasonCode> reason) {
        troubles.clear();
        for (int at = 0; at < nodes.size() - 1; at++) {
            UUID link = physical(at);
            reason.ifPresent(why -> troubles.put(link, why));
        }
        changed();
    }

    /** From now on every physical link makes this much, bit/s. */
    public void makes(long bitsPerSecond) {
        rate = bitsPerSecond;
        changed();
    }

    private void changed() {
        wire.ifPresent(to -> to.meet().run());
    }

    @Override
    public ManagedNetwork settings() {
        return settings;
    }

    @Override
    public List<UUID> nodes() {
        return nodes;
    }

    @Override
    public String sae(UUID node) {
        return "sae-" + node;
    }

    @Override
    public KeyLink tooMuch(ServiceId service) {
        return new KeyLink(service, sae(nodes.getFirst()), sae(nodes.getLast()), nodes, new KeyRates(RATE + 1, RATE + 1));
    }

    @Override
    public Set<String> entries() {
        return links.values().stream()
                .flatMap(link -> link.path().stream().map(node -> node + ": " + link.service()))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean supplies(KeyLink link) {
        return links.containsValue(link);
    }

    @Override
    public Optional<KeyRates> rates(ServiceId service) {
        return Optional.ofNullable(links.get(service)).map(KeyLink::rates);
    }

    @Override
    public UUID firstLink() {
        return physical(0);
    }

    @Override
    public void harmFirstLink(ReasonCode how) {
        troubles.put(firstLink(), how);
        wire.ifPresent(to -> to.trouble().accept(firstLink(), how));
        changed();
    }

    @Override
    public void mendFirstLink() {
        troubles.remove(firstLink());
        changed();
    }

    @Override
    public void goDown(UUID node) {
        away.add(node);
        changed();
    }

    @Override
    public void comeBack(UUID node) {
        away.remove(node);
        changed();
    }

    @Override
    public void stall() {
        stalled = true;
    }

    @Override
    public void close() {
        away.addAll(nodes);
    }
}
