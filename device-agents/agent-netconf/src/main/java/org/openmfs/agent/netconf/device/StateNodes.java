package org.openmfs.agent.netconf.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.builder.DataContainerNodeBuilder;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.registry.KeyRecord;

/** Reports and key records, made nodes of module mfs-agent. */
final class StateNodes {
    private StateNodes() {}

    static DataContainerChild leaf(String name, Object value) {
        return ImmutableNodes.leafNode(Mfs.name(name), value);
    }

    /** A leaf-list that keeps its order. */
    static DataContainerChild ordered(String name, List<String> values) {
        var leaves = ImmutableNodes.<String>newUserLeafSetBuilder().withNodeIdentifier(Mfs.node(name));
        values.forEach(leaves::withChildValue);
        return leaves.build();
    }

    /** A leaf-list in no order. */
    static DataContainerChild some(String name, List<String> values) {
        var leaves = ImmutableNodes.<String>newSystemLeafSetBuilder().withNodeIdentifier(Mfs.node(name));
        values.forEach(leaves::withChildValue);
        return leaves.build();
    }

    static DataContainerChild time(String name, Instant instant) {
        return leaf(name, instant.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    static NodeIdentifierWithPredicates entry(String list, String key, Object value) {
        return NodeIdentifierWithPredicates.of(Mfs.name(list), Mfs.name(key), value);
    }

    /** Puts grouping association-state into a container. */
    static <B extends DataContainerNodeBuilder<?, ?>> B association(B builder, AssociationReport report) {
        builder.withChild(leaf("phase", report.phase().name().toLowerCase(Locale.ROOT)));
        report.suite().ifPresent(suite -> builder.withChild(leaf("suite", suite.name())));
        report.key().ifPresent(key -> builder.withChild(leaf("key-id", key.hex())));
        builder.withChild(leaf("stock", Uint16.valueOf(report.stock())));
        builder.withChild(leaf("rekeys", Uint64.valueOf(report.counters().rekeys())));
        report.lastRekey().ifPresent(last -> builder.withChild(time("last-rekey", last)));
        report.nextRekey().ifPresent(next -> builder.withChild(time("next-rekey", next)));
        report.revision().ifPresent(spoken -> builder.withChild(leaf("revision", Uint32.valueOf(spoken))));
        var reasons = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(Mfs.node("reason"));
        report.reasonsByCode().forEach(reason -> reasons.withChild(reason(reason)));
        if (!report.reasons().isEmpty()) {
            builder.withChild(reasons.build());
        }
        return builder;
    }

    private static MapEntryNode reason(AssociationReport.Reason reason) {
        String word = reason.code().word();
        return ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(entry("reason", "id", word))
                .withChild(leaf("id", word))
                .withChild(leaf("text", reason.text()))
                .withChild(time("since", reason.since()))
                .build();
    }

    /** Puts grouping key-information into a container or a list entry. */
    static <B extends DataContainerNodeBuilder<?, ?>> B key(B builder, KeyRecord key, Optional<String> encDec) {
        builder.withChild(leaf("id", key.id().hex()));
        builder.withChild(leaf("association", key.association().name()));
        builder.withChild(
                leaf("state", key.state().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        builder.withChild(leaf("suite", key.suite().name()));
        encDec.ifPresent(name -> builder.withChild(leaf("enc-dec", name)));
        var origins = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(Mfs.node("origin"));
        key.origins()
                .forEach(origin -> origins.withChild(ImmutableNodes.newMapEntryBuilder()
                        .withNodeIdentifier(NodeIdentifierWithPredicates.of(
                                Mfs.name("origin"),
                                Map.of(
                                        Mfs.name("method"),
                                        origin.method().name(),
                                        Mfs.name("external-id"),
                                        origin.externalId())))
                        .withChild(leaf("method", origin.method().name()))
                        .withChild(leaf("external-id", origin.externalId()))
                        .build()));
        if (!key.origins().isEmpty()) {
            builder.withChild(origins.build());
        }
        key.since(KeyStage.CONFIRMED).ifPresent(at -> builder.withChild(time("made", at)));
        key.since(KeyStage.SENDING).ifPresent(at -> builder.withChild(time("activated", at)));
        key.since(KeyStage.REPLACED).ifPresent(at -> builder.withChild(time("deactivated", at)));
        key.since(KeyStage.GONE).ifPresent(at -> builder.withChild(time("destroyed", at)));
        return builder;
    }

    /** A notification. */
    static DataContainerNodeBuilder<?, ContainerNode> notification(String name) {
        return ImmutableNodes.newContainerBuilder().withNodeIdentifier(Mfs.node(name));
    }
}
