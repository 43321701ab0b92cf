package org.openmfs.southbound.qkdn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CleanText;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.KeyNetworkReports;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.Terms;
import org.openmfs.southbound.http.session.ManagerSessions;
import org.openmfs.southbound.http.session.PassedOver;
import org.openmfs.southbound.qkdn.NodeEvents.LinkTrouble;

/** One QKD network: reads its nodes again, each for itself, whenever it says something, and from time to time anyway. */
final class QkdSession implements ManagerSessions.Session, WatchedNode.Listener {
    private final ManagerId id;
    private final WantedKeyLinks wanted;
    private final NetworkNews news;
    private final List<WatchedNode> nodes;

    QkdSession(ManagedNetwork manager, WantedKeyLinks wanted, KeyNetworkReports reports, Terms terms) {
        id = manager.id();
        this.wanted = wanted;
        news = new NetworkNews(id, reports, terms.pace().period());
        nodes = manager.addresses().stream()
                .map(address -> watched(terms.client(manager, address), terms))
                .toList();
    }

    private WatchedNode watched(RestconfClient client, Terms terms) {
        PassedOver passedOver = new PassedOver(id.value());
        QkdNode node = new QkdNode(client, passedOver, terms.pace());
        return new WatchedNode(node, passedOver, this, terms.clock(), terms.pace());
    }

    /** Nothing is read, heard or told before. */
    void start() {
        nodes.forEach(WatchedNode::start);
    }

    @Override
    public long mark() {
        return wanted.mark();
    }

    @Override
    public void read(NodePicture picture, long mark) {
        wanted.found(picture, mark);
    }

    @Override
    public void tried() {
        news.topology(this::topology);
        tellKeyLinks();
    }

    /** Both ends describe a link. */
    @Override
    public void trouble(LinkTrouble trouble) {
        nodes.stream().filter(node -> node.has(trouble.link())).forEach(WatchedNode::look);
        news.trouble(trouble);
    }

    @Override
    public void connectionChanged() {
        news.topology(this::topology);
        news.connection(this::connections);
    }

    /** Nothing is said before every node was tried: what one alone says may be half of it. */
    private Optional<List<Connection>> connections() {
        List<Connection> all =
                nodes.stream().flatMap(node -> node.connection().stream()).toList();
        return Optional.of(all).filter(known -> known.size() == nodes.size());
    }

    private SouthboundFailure together(List<SouthboundFailure> failures) {
        String text =
                failures.stream().map(SouthboundFailure::getMessage).distinct().collect(Collectors.joining("; "));
        SouthboundFailure all = new SouthboundFailure(failures.getLast().code(), id.value(), CleanText.of(text));
        return failures.stream().anyMatch(SouthboundFailure::isInDoubt) ? all.inDoubt() : all;
    }

    private void tellKeyLinks() {
        news.keyLinks(wanted::states);
    }

    /** Of a node that is away, what it said last, if it ever did; empty until every node was tried once. */
    private Optional<QkdTopology> topology() {
        if (!nodes.stream().allMatch(WatchedNode::isTried)) {
            return Optional.empty();
        }
        Set<UUID> ids = new HashSet<>();
        Set<UUID> away = new HashSet<>();
        Map<UUID, QkdTopology.Link> links = new LinkedHashMap<>();
        Set<QkdTopology.Booking> bookings = new LinkedHashSet<>();
        for (WatchedNode node : nodes) {
            node.node().last().ifPresent(picture -> {
                ids.add(picture.id());
                bookings.addAll(picture.bookings());
                picture.links().forEach(link -> links.merge(link.id(), link, QkdSession::worse));
                if (node.away().isPresent()) {
                    away.add(picture.id());
                }
            });
        }
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(new QkdTopology(ids, away, List.copyOf(links.values()), List.copyOf(bookings)));
    }

    /** Both ends describe a link; what either finds wrong counts, and then that of which less is left. */
    private static QkdTopology.Link worse(QkdTopology.Link one, QkdTopology.Link other) {
        if (one.trouble().isPresent() || other.trouble().isPresent()) {
            return one.trouble().isPresent() ? one : other;
        }
        return one.rate() - one.demand() <= other.rate() - other.demand() ? one : other;
    }

    void setUp(KeyLink link) throws SouthboundFailure {
        wanted.begin(link.association());
        AtomicBoolean touched = new AtomicBoolean();
        boolean written = false;
        try {
            write(link, touched);
            written = true;
        } finally {
            if (written) {
                wanted.stands(link);
            } else {
                wanted.refused(link.association(), touched.get());
            }
            tellKeyLinks();
            look();
        }
    }

    /** Every node on the path is read first, so that where one is away nothing is changed. */
    private void write(KeyLink link, AtomicBoolean touched) throws SouthboundFailure {
        Map<QkdNode, NodePicture> before = new LinkedHashMap<>();
        for (UUID hop : link.path()) {
            QkdNode node = node(hop);
            before.put(node, read(hop, node));
        }
        KeyLinkWriter writer = new KeyLinkWriter(
                new KeyLinkEntries(link, backing(link)), before, wanted.isDoubted(link.association()), touched);
        try {
            writer.write();
        } catch (SouthboundFailure failure) {
            writer.undo();
            throw failure;
        }
        leaveOthers(link.association(), before.keySet());
    }

    private NodePicture read(UUID hop, QkdNode node) throws SouthboundFailure {
        NodePicture now = node.read();
        if (!now.id().equals(hop)) {
            String text = "where QKD node " + hop + " was, " + now.id() + " answers now";
            throw new SouthboundFailure(ReasonCode.MANAGER_REFUSED, id.value(), text);
        }
        return now;
    }

    /** What an earlier path left off this one. */
    private void leaveOthers(AssociationId association, Set<QkdNode> path) {
        for (WatchedNode watched : nodes) {
            QkdNode node = watched.node();
            if (!path.contains(node) && watched.away().isEmpty()) {
                try {
                    KeyLinkWriter.remove(node, association, Set.of());
                } catch (SouthboundFailure away) {
                    // Removed with the association. A node that is away must not keep the association from a path
                    // around it.
                }
            }
        }
    }

    /** From every node that answers, though some fail; what one that is known to be away may have is owed. */
    void takeDown(AssociationId association) throws SouthboundFailure {
        wanted.drop(association);
        tellKeyLinks();
        List<SouthboundFailure> failures = new ArrayList<>();
        for (WatchedNode watched : nodes) {
            try {
                takeDown(association, watched);
            } catch (SouthboundFailure owed) {
                failures.add(owed);
            }
        }
        look();
        if (!failures.isEmpty()) {
            throw together(failures);
        }
    }

    private void takeDown(AssociationId association, WatchedNode watched) throws SouthboundFailure {
        Optional<Connection> away = watched.away();
        if (away.isEmpty()) {
            KeyLinkWriter.remove(watched.node(), association, Set.of());
        } else if (watched.node().mayHold(association)) {
            ReasonCode reason = away.get().reason().orElse(ReasonCode.MANAGER_UNREACHABLE);
            throw new SouthboundFailure(reason, id.value(), away.get().text());
        }
    }

    /** Reads the nodes at once. */
    void look() {
        nodes.forEach(WatchedNode::look);
    }

    /** Nodes that were not read yet are asked who they are. */
    private QkdNode node(UUID hop) throws SouthboundFailure {
        for (WatchedNode node : nodes) {
            if (node.isCalled(hop)) {
                return node.node();
            }
        }
        List<SouthboundFailure> failures = new ArrayList<>();
        for (WatchedNode node : nodes) {
            if (node.node().last().isEmpty()) {
                try {
                    if (node.node().read().id().equals(hop)) {
                        return node.node();
                    }
                } catch (SouthboundFailure away) {
                    failures.add(away);
                }
            }
        }
        if (!failures.isEmpty()) {
            throw together(failures);
        }
        throw new SouthboundFailure(
                ReasonCode.MANAGER_REFUSED, id.value(), "no node " + hop + " at any address of " + id);
    }

    private UUID backing(KeyLink link) throws SouthboundFailure {
        Set<UUID> ends = Set.of(link.path().getFirst(), link.path().getLast());
        if (link.path().size() > 2) {
            return KeyLinkEntries.virtualLinkId(link.association());
        }
        return topology().stream()
                .flatMap(known -> known.links().stream())
                .filter(known -> Set.of(known.a(), known.z()).equals(ends))
                .map(QkdTopology.Link::id)
                .findFirst()
                .orElseThrow(
                        () -> new SouthboundFailure(ReasonCode.NO_KEY_PATH, id.value(), "no QKD link joins " + ends));
    }

    @Override
    public void close() {
        news.end();
        nodes.forEach(WatchedNode::close);
    }
}
