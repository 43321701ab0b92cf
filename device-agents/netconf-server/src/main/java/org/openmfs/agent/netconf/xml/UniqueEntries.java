package org.openmfs.agent.netconf.xml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.model.api.ListSchemaNode;
import org.opendaylight.yangtools.yang.model.api.stmt.SchemaNodeIdentifier.Descendant;
import org.opendaylight.yangtools.yang.model.api.stmt.UniqueEffectiveStatement;
import org.openmfs.agent.netconf.port.RequestRefused;

/**
 * Checks the {@code unique} statements of a list (RFC 7950 section 7.8.3). The data tree of yangtools can do so too,
 * but takes two entries without a value for two entries with the same value.
 */
final class UniqueEntries {
    private UniqueEntries() {}

    static void check(ListSchemaNode list, MapNode entries, YangInstanceIdentifier path) throws RequestRefused {
        for (var unique : uniques(list)) {
            var seen = new HashSet<List<Object>>();
            for (var entry : entries.body()) {
                var values = values(unique, entry);
                if (values.isPresent() && !seen.add(values.get())) {
                    throw RequestRefused.of(
                                    ErrorTag.OPERATION_FAILED, "Another entry of the list has the same unique value")
                            .appTag("data-not-unique")
                            .at(path.node(entry.name()));
                }
            }
        }
    }

    private static List<List<Descendant>> uniques(ListSchemaNode list) {
        return list.asEffectiveStatement().collectEffectiveSubstatements(UniqueEffectiveStatement.class).stream()
                .map(unique -> List.copyOf(unique.argument()))
                .toList();
    }

    /** The values, if the entry has all of them: only then are they compared. */
    private static Optional<List<Object>> values(List<Descendant> unique, DataContainerNode entry) {
        var values = new ArrayList<>();
        for (var leaf : unique) {
            NormalizedNode node = entry;
            for (var step : leaf.getNodeIdentifiers()) {
                node = node instanceof DataContainerNode container
                        ? container.childByArg(NodeIdentifier.create(step))
                        : null;
            }
            if (node == null) {
                return Optional.empty();
            }
            values.add(node.body());
        }
        return Optional.of(values);
    }
}
