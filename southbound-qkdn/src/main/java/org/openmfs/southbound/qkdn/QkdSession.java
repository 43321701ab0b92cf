package org.openmfs.southbound.qkdn;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.spi.QkdNetworkPlugin.KeyLink;
import org.openmfs.controller.spi.QkdNetworkReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.controller.spi.restconf.ManagerSessions;
import org.openmfs.controller.spi.restconf.PeriodicReader;
import org.openmfs.controller.spi.restconf.RestconfClient;

/** One QKD network: reads its nodes again whenever one of them says something, and from time to time anyway. */
final class QkdSession implements ManagerSessions.Session {
    private final ManagerId id;
    private final QkdNetworkReports reports;
    private final List<QkdNode> nodes = new ArrayList<>();
    private final PeriodicReader reader;

    QkdSession(ManagedNetwork manager, QkdNetworkReports reports, InstantSource clock) {
        id = manager.id();
        this.reports = reports;
        reader = new PeriodicReader(this::readAll, now -> reports.connectionChanged(id, now), clock);
        manager.addresses().forEach(address -> {
            RestconfClient client = new RestconfClient(id.value(), address, manager.authority(), manager.credential());
            nodes.add(new QkdNode(id, client, this::event));
        });
        reader.start();
    }

    private void event(String notification) {
        NodeEvents.trouble(notification)
                .ifPresent(trouble -> reports.linkTrouble(id, trouble.link(), trouble.reason(), trouble.text()));
        reader.wake();
    }

    /** Nodes that answer are read even if others do not. */
    private void readAll() throws SouthboundFailure {
        Optional<SouthboundFailure> failure = Optional.empty();
        for (QkdNode node : nodes) {
            try {
                node.read();
            } catch (SouthboundFailure away) {
                failure = Optional.of(away);
            }
        }
        topology().ifPresent(topology -> reports.topology(id, topology));
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** Of a node that is away, what it said last; empty until every node has said something once. */
    private Optional<QkdTopology> topology() {
        Set<UUID> ids = new HashSet<>();
        Map<UUID, QkdTopology.Link> links = new LinkedHashMap<>();
        for (QkdNode node : nodes) {
            if (node.last().isEmpty()) {
                return Optional.empty();
            }
            NodePicture picture = node.last().get();
            ids.add(picture.id());
            picture.links().forEach(link -> links.merge(link.id(), link, QkdSession::worse));
        }
        return Optional.of(new QkdTopology(ids, List.copyOf(links.values())));
    }

    /** Both ends describe a link; what either finds wrong counts. */
    private static QkdTopology.Link worse(QkdTopology.Link one, QkdTopology.Link other) {
        return one.trouble().isPresent() ? one : other;
    }

    void setUp(KeyLink link) throws SouthboundFailure {
        List<QkdNode> path = new ArrayList<>();
        for (UUID hop : link.path()) {
            path.add(node(hop));
        }
        KeyLinkEntries entries = new KeyLinkEntries(link, backing(link));
        try {
            write(entries, path);
        } catch (SouthboundFailure failure) {
            undo(link.service());
            throw failure;
        }
        for (QkdNode node : nodes) {
            if (!path.contains(node)) {
                remove(node, link.service());
            }
        }
        reader.wake();
    }

    private static void write(KeyLinkEntries entries, List<QkdNode> path) throws SouthboundFailure {
        List<UUID> hops = entries.link().path();
        ServiceId service = entries.link().service();
        for (int i = 0; entries.virtual() && i < path.size(); i++) {
            path.get(i).putLink(KeyLinkEntries.virtualLinkId(service), entries.virtualLink(hops.get(i)));
        }
        for (int end : List.of(0, path.size() - 1)) {
            path.get(end).putApplication(KeyLinkEntries.applicationId(service), entries.application(hops.get(end)));
            if (!entries.virtual()) {
                path.get(end).deleteLink(KeyLinkEntries.virtualLinkId(service));
            }
        }
    }

    void takeDown(ServiceId service) throws SouthboundFailure {
        for (QkdNode node : nodes) {
            remove(node, service);
        }
        reader.wake();
    }

    private static void remove(QkdNode node, ServiceId service) throws SouthboundFailure {
        Set<UUID> entries = node.read().entries();
        if (entries.contains(KeyLinkEntries.applicationId(service))) {
            node.deleteApplication(KeyLinkEntries.applicationId(service));
        }
        if (entries.contains(KeyLinkEntries.virtualLinkId(service))) {
            node.deleteLink(KeyLinkEntries.virtualLinkId(service));
        }
    }

    private void undo(ServiceId service) {
        for (QkdNode node : nodes) {
            try {
                remove(node, service);
            } catch (SouthboundFailure away) {
                // Named by the failure that led here; the request or its withdrawal is made again.
            }
        }
    }

    private QkdNode node(UUID hop) throws SouthboundFailure {
        return nodes.stream()
                .filter(node -> node.last().map(NodePicture::id).equals(Optional.of(hop)))
                .findFirst()
                .orElseThrow(() -> new SouthboundFailure(
                        ReasonCode.MANAGER_REFUSED, id.value(), "no node " + hop + " at any address of " + id));
    }

    private UUID backing(KeyLink link) throws SouthboundFailure {
        Set<UUID> ends = Set.of(link.path().getFirst(), link.path().getLast());
        if (link.path().size() > 2) {
            return KeyLinkEntries.virtualLinkId(link.service());
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
        reader.close();
        nodes.forEach(QkdNode::close);
    }
}
