package org.openmfs.northbound.restconf;

import static org.opendaylight.mdsal.common.api.LogicalDatastoreType.OPERATIONAL;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.util.concurrent.ListenableFuture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.datastores.rev180214.Operational;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.datastores.rev180214.Running;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.library.rev190104.ModulesState;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.Revision;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifierWithPredicates;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.builder.DataContainerNodeBuilder;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.FeatureDefinition;
import org.opendaylight.yangtools.yang.model.api.Module;
import org.openmfs.northbound.check.ServedModules;

/** Which modules are served: {@code ietf-yang-library}, and its older form beside it (RFC 8525). */
public final class YangLibrary {
    private static final QName LIBRARY =
            org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.library.rev190104.YangLibrary.QNAME;
    private static final QName STATE = ModulesState.QNAME;
    private static final QName NAME = of("name");
    private static final String ALL = "all";

    private YangLibrary() {}

    /** Writes both; done when they are there. */
    public static ListenableFuture<?> write(DOMDataBroker broker, EffectiveModelContext models) {
        String contentId = contentId(models);
        var transaction = broker.newWriteOnlyTransaction();
        transaction.put(OPERATIONAL, YangInstanceIdentifier.of(LIBRARY), library(models, contentId));
        transaction.put(OPERATIONAL, YangInstanceIdentifier.of(STATE), state(models, contentId));
        return transaction.commit();
    }

    private static QName of(String name) {
        return QName.create(LIBRARY, name);
    }

    /** Changes when a module does. */
    private static String contentId(EffectiveModelContext models) {
        String list = models.getModules().stream()
                .map(module -> module.getName() + "@" + revision(module))
                .sorted()
                .collect(Collectors.joining("\n"));
        return Hashing.sha256()
                .hashString(list, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 16);
    }

    private static ContainerNode library(EffectiveModelContext models, String contentId) {
        List<MapEntryNode> modules = models.getModules().stream()
                .filter(module -> !isOnlyKnown(module))
                .map(module -> module(module, NodeIdentifierWithPredicates.of(of("module"), NAME, module.getName())))
                .toList();
        List<MapEntryNode> known = models.getModules().stream()
                .filter(YangLibrary::isOnlyKnown)
                .map(YangLibrary::knownModule)
                .toList();
        MapEntryNode set = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(of("module-set"), NAME, ALL))
                .withChild(ImmutableNodes.leafNode(NAME, ALL))
                .withChild(list(of("module"), modules))
                .withChild(list(of("import-only-module"), known))
                .build();
        MapEntryNode schema = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(of("schema"), NAME, ALL))
                .withChild(ImmutableNodes.leafNode(NAME, ALL))
                .withChild(strings(of("module-set"), Set.of(ALL)))
                .build();
        return ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(NodeIdentifier.create(LIBRARY))
                .withChild(list(of("module-set"), List.of(set)))
                .withChild(list(of("schema"), List.of(schema)))
                .withChild(list(of("datastore"), List.of(datastore(Running.QNAME), datastore(Operational.QNAME))))
                .withChild(ImmutableNodes.leafNode(of("content-id"), contentId))
                .build();
    }

    private static MapEntryNode datastore(QName name) {
        return ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(of("datastore"), NAME, name))
                .withChild(ImmutableNodes.leafNode(NAME, name))
                .withChild(ImmutableNodes.leafNode(of("schema"), ALL))
                .build();
    }

    private static boolean isOnlyKnown(Module module) {
        return ServedModules.isOfDevices(module.getName());
    }

    private static MapEntryNode knownModule(Module module) {
        var keys = ImmutableMap.<QName, Object>of(NAME, module.getName(), of("revision"), revision(module));
        return module(module, NodeIdentifierWithPredicates.of(of("import-only-module"), keys));
    }

    private static MapEntryNode module(Module module, NodeIdentifierWithPredicates place) {
        var entry = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(place)
                .withChild(ImmutableNodes.leafNode(NAME, module.getName()))
                .withChild(ImmutableNodes.leafNode(
                        of("namespace"), module.getNamespace().toString()))
                .withChild(strings(of("location"), Set.of(address(module))));
        module.getRevision()
                .ifPresent(revision -> entry.withChild(ImmutableNodes.leafNode(of("revision"), revision.toString())));
        if (!isOnlyKnown(module)) {
            addFeatures(module, entry);
        }
        return entry.build();
    }

    private static ContainerNode state(EffectiveModelContext models, String contentId) {
        List<MapEntryNode> modules =
                models.getModules().stream().map(YangLibrary::olderModule).toList();
        return ImmutableNodes.newContainerBuilder()
                .withNodeIdentifier(NodeIdentifier.create(STATE))
                .withChild(ImmutableNodes.leafNode(of("module-set-id"), contentId))
                .withChild(list(of("module"), modules))
                .build();
    }

    private static MapEntryNode olderModule(Module module) {
        var keys = ImmutableMap.<QName, Object>of(NAME, module.getName(), of("revision"), revision(module));
        var entry = ImmutableNodes.newMapEntryBuilder()
                .withNodeIdentifier(NodeIdentifierWithPredicates.of(of("module"), keys))
                .withChild(ImmutableNodes.leafNode(NAME, module.getName()))
                .withChild(ImmutableNodes.leafNode(of("revision"), revision(module)))
                .withChild(ImmutableNodes.leafNode(
                        of("namespace"), module.getNamespace().toString()))
                .withChild(ImmutableNodes.leafNode(of("schema"), address(module)))
                .withChild(
                        ImmutableNodes.leafNode(of("conformance-type"), isOnlyKnown(module) ? "import" : "implement"));
        addFeatures(module, entry);
        return entry.build();
    }

    private static void addFeatures(Module module, DataContainerNodeBuilder<?, ?> entry) {
        Set<String> features = module.getFeatures().stream()
                .map(FeatureDefinition::getQName)
                .map(QName::getLocalName)
                .collect(Collectors.toSet());
        Optional.of(features)
                .filter(some -> !some.isEmpty())
                .ifPresent(some -> entry.withChild(strings(of("feature"), some)));
    }

    private static String revision(Module module) {
        return module.getRevision().map(Revision::toString).orElse("");
    }

    /** Where the source is (RFC 8040, section 3.7); relative, so that it holds behind every address. */
    private static String address(Module module) {
        return "/restconf/modules/" + module.getName()
                + module.getRevision().map(revision -> "?revision=" + revision).orElse("");
    }

    private static DataContainerChild list(QName name, List<MapEntryNode> entries) {
        var map = ImmutableNodes.newSystemMapBuilder().withNodeIdentifier(NodeIdentifier.create(name));
        entries.forEach(map::withChild);
        return map.build();
    }

    private static DataContainerChild strings(QName name, Set<String> values) {
        var set = ImmutableNodes.<String>newSystemLeafSetBuilder().withNodeIdentifier(NodeIdentifier.create(name));
        values.forEach(set::withChildValue);
        return set.build();
    }
}
