package org.openmfs.controller.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyLinkIds;
import org.openmfs.controller.model.KeyLinkState;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

/** A network of {@link InMemoryKeyNetworks}: nodes in a row. */
public final class InMemoryQkdSite implements QkdSite {
    /** Between a network and the plugin. */
    record Wire(Runnable meet, BiConsumer<UUID, ReasonCode> trouble) {}

    /** What a node was told of a key link. */
    private record Entry(UUID node, String kind, AssociationId association) {
        @Override
        public String toString() {
            return kind + " of association " + association + " is missing at QKD node " + node;
        }
    }

    private static final long RATE = 10_000;

    private final ManagedNetwork settings;
    private final List<UUID> nodes;
    private final Map<AssociationId, KeyLink> links = new LinkedHashMap<>();
    private final Set<Entry> entries = new LinkedHashSet<>();
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

    Set<UUID> answering() {
        return stalled
                ? Set.of()
                : nodes.stream().filter(node -> !away.contains(node)).collect(Collectors.toSet());
    }

    boolean answers(Set<UUID> asked) {
        return !stalled && asked.stream().noneMatch(away::contains);
    }

    boolean provides(KeyLink link) {
        return nodes.containsAll(link.path()) && link.rates().least() <= RATE;
    }

    void put(KeyLink link) {
        drop(link.association());
        links.put(link.association(), link);
        entries.addAll(entries(link));
        changed();
    }

    /**
     * Removes the association from every node that answers.
     *
     * @param seen nodes that told what they have; of others nobody knows
     * @return whether it is gone from all
     */
    boolean removeWhereItAnswers(AssociationId association, Set<UUID> seen) {
        entries.removeIf(entry -> entry.association().equals(association) && answers(Set.of(entry.node())));
        boolean gone = entries.stream().noneMatch(entry -> entry.association().equals(association))
                && nodes.stream().allMatch(node -> seen.contains(node) || answers(Set.of(node)));
        if (gone) {
            links.remove(association);
        }
        changed();
        return gone;
    }

    private void drop(AssociationId association) {
        links.remove(association);
        entries.removeIf(entry -> entry.association().equals(association));
    }

    private static List<Entry> entries(KeyLink link) {
        List<Entry> needed = new ArrayList<>();
        needed.add(new Entry(link.path().getFirst(), "application", link.association()));
        if (link.path().size() > 2) {
            link.path().forEach(node -> needed.add(new Entry(node, "virtual link", link.association())));
        }
        needed.add(new Entry(link.path().getLast(), "application", link.association()));
        return needed;
    }

    /** How the key link stands in the nodes now. */
    KeyLinkState state(KeyLink link) {
        String missing = entries(link).stream()
                .filter(entry -> !entries.contains(entry))
                .map(Entry::toString)
                .collect(Collectors.joining("; "));
        return new KeyLinkState(
                link.path(),
                List.of(link.saeA(), link.saeZ()),
                link.rates(),
                Optional.of(missing).filter(text -> !text.isEmpty()));
    }

    /** @param seen nodes that ever told of themselves */
    QkdTopology topology(Set<UUID> seen) {
        List<QkdTopology.Link> row = IntStream.range(0, nodes.size() - 1)
                .mapToObj(at -> new QkdTopology.Link(
                        physical(at),
                        nodes.get(at),
                        nodes.get(at + 1),
                        rate - booked(at, true),
                        booked(at, false),
                        Optional.of(0.01),
                        Optional.ofNullable(troubles.get(physical(at)))))
                .toList();
        return new QkdTopology(seen, seen.stream().filter(away::contains).collect(Collectors.toSet()), row, bookings());
    }

    private List<QkdTopology.Booking> bookings() {
        List<QkdTopology.Booking> bookings = new ArrayList<>();
        links.values().stream()
                .filter(link -> entries.containsAll(entries(link)))
                .forEach(link -> bookings.addAll(bookings(link)));
        return bookings;
    }

    private static List<QkdTopology.Booking> bookings(KeyLink link) {
        boolean virtual = link.path().size() > 2;
        KeyLinkIds ids = KeyLinkIds.of(link.association());
        return IntStream.range(0, link.path().size() - 1)
                .mapToObj(at -> new QkdTopology.Booking(
                        virtual ? ids.virtualLink() : ids.application(),
                        link.path().get(at),
                        link.path().get(at + 1),
                        link.rates().least(),
                        virtual))
                .toList();
    }

    /** What has been booked on the physical link, as a reservation or by applications. */
    private long booked(int at, boolean reserved) {
        Set<UUID> ends = Set.copyOf(nodes.subList(at, at + 2));
        return bookings().stream()
                .filter(booking -> booking.reserved() == reserved)
                .filter(booking -> ends.equals(Set.of(booking.a(), booking.z())))
                .mapToLong(QkdTopology.Booking::rate)
                .sum();
    }

    private UUID physical(int at) {
        return new UUID(settings.id().value().hashCode(), at);
    }

    /** Key links that are set up. */
    public Map<AssociationId, KeyLink> links() {
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
    public KeyLink tooMuch(AssociationId association) {
        return new KeyLink(
                association, sae(nodes.getFirst()), sae(nodes.getLast()), nodes, new KeyRates(RATE + 1, RATE + 1));
    }

    @Override
    public Set<String> entries() {
        return entries.stream().map(Entry::toString).collect(Collectors.toSet());
    }

    @Override
    public boolean supplies(KeyLink link) {
        return links.containsValue(link) && entries.containsAll(entries(link));
    }

    @Override
    public void forget(UUID node) {
        entries.removeIf(entry -> entry.node().equals(node));
        changed();
    }

    @Override
    public void removeApplication(UUID node, AssociationId association) {
        entries.remove(new Entry(node, "application", association));
        changed();
    }

    @Override
    public Optional<KeyRates> rates(AssociationId association) {
        return Optional.ofNullable(links.get(association)).map(KeyLink::rates);
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
