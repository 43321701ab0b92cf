package org.openmfs.agent.netconf.device;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint8;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.SystemMapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.netconf.port.StateSource;
import org.openmfs.agent.peer.PeerAddress;
import org.openmfs.agent.registry.KeyRecord;
import org.openmfs.agent.registry.Registry;

/** What the agent is, can do and holds: the state nodes of module mfs-agent. */
final class AgentState implements StateSource {
    private static final int MOST_GONE_KEYS = 64;

    private final Unchanging unchanging;
    private final Associations associations;
    private final Registry registry;
    private final Supplier<Desired> desired;

    /** What does not change while the agent runs. */
    record Unchanging(AgentSettings settings, String version, Instant started, IntSupplier peerPort, KeyMeans means) {}

    AgentState(Unchanging unchanging, Associations associations, Registry registry, Supplier<Desired> desired) {
        this.unchanging = unchanging;
        this.associations = associations;
        this.registry = registry;
        this.desired = desired;
    }

    @Override
    public Collection<? extends DataContainerChild> read() {
        List<AssociationReport> reports = associations.reports();
        var agent = ImmutableNodes.newContainerBuilder().withNodeIdentifier(Mfs.node("agent"));
        agent.withChild(state());
        if (!reports.isEmpty()) {
            SystemMapNode list = ImmutableNodes.newSystemMapBuilder()
                    .withNodeIdentifier(Mfs.node("association"))
                    .withValue(reports.stream().map(AgentState::association).toList())
                    .build();
            agent.withChild(list);
        }
        return List.of(agent.build());
    }

    private static MapEntryNode association(AssociationReport report) {
        String id = report.association().name();
        return ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(StateNodes.entry("association", "id", id))
                .withChild(StateNodes.leaf("id", id))
                .withChild(StateNodes.association(
                                ImmutableNodes.newContainerBuilder().withNodeIdentifier(Mfs.node("state")), report)
                        .build())
                .build();
    }

    private ContainerNode state() {
        var state = ImmutableNodes.newContainerBuilder().withNodeIdentifier(Mfs.node("state"));
        state.withChild(StateNodes.leaf("cf", unchanging.settings().cf().name()));
        state.withChild(StateNodes.leaf("version", unchanging.version()));
        state.withChild(StateNodes.time("started", unchanging.started()));
        PeerAddress called = unchanging
                .settings()
                .peering()
                .place()
                .told(unchanging.peerPort().getAsInt());
        state.withChild(StateNodes.leaf("peer-host", called.host()));
        state.withChild(StateNodes.leaf("peer-port", Uint16.valueOf(called.port())));
        state.withChild(ImmutableNodes.newSystemMapBuilder()
                .withNodeIdentifier(Mfs.node("method"))
                .withValue(unchanging.means().descriptions().stream()
                        .map(AgentState::method)
                        .toList())
                .build());
        state.withChild(StateNodes.some(
                "combiner",
                unchanging.means().schedules().keySet().stream()
                        .map(CombinerId::word)
                        .toList()));
        state.withChild(ImmutableNodes.newSystemMapBuilder()
                .withNodeIdentifier(Mfs.node("enc-dec"))
                .withValue(unchanging.settings().encDecs().stream()
                        .map(AgentState::encDec)
                        .toList())
                .build());
        List<KeyRecord> keys = shown();
        if (!keys.isEmpty()) {
            Map<AssociationId, String> uses = desired.get().uses();
            state.withChild(ImmutableNodes.newSystemMapBuilder()
                    .withNodeIdentifier(Mfs.node("key"))
                    .withValue(keys.stream().map(key -> key(key, uses)).toList())
                    .build());
        }
        return state.build();
    }

    /** Every key that is not gone, and the last that are. */
    private List<KeyRecord> shown() {
        List<KeyRecord> all = registry.keys();
        Set<KeyRecord> gone = all.stream()
                .filter(key -> key.stage() == KeyStage.GONE)
                .sorted((a, b) -> since(b).compareTo(since(a)))
                .skip(MOST_GONE_KEYS)
                .collect(Collectors.toSet());
        return all.stream().filter(key -> !gone.contains(key)).toList();
    }

    private static Instant since(KeyRecord key) {
        return key.since(KeyStage.GONE).orElse(Instant.MIN);
    }

    private static MapEntryNode key(KeyRecord key, Map<AssociationId, String> uses) {
        var entry = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(StateNodes.entry("key", "id", key.id().hex()));
        return StateNodes.key(entry, key, Optional.ofNullable(uses.get(key.association())))
                .build();
    }

    private static MapEntryNode method(MethodDescription method) {
        return ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(StateNodes.entry("method", "id", method.id().name()))
                .withChild(StateNodes.leaf("id", method.id().name()))
                .withChild(StateNodes.ordered(
                        "ground", method.grounds().stream().map(Ground::word).toList()))
                .withChild(StateNodes.leaf("category", Uint8.valueOf(method.category())))
                .build();
    }

    private static MapEntryNode encDec(AgentSettings.EncDecPlace place) {
        return ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(StateNodes.entry("enc-dec", "name", place.name()))
                .withChild(StateNodes.leaf("name", place.name()))
                .withChild(StateNodes.leaf("kind", place.kind()))
                .build();
    }
}
