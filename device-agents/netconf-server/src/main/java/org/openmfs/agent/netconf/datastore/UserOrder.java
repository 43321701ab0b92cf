package org.openmfs.agent.netconf.datastore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserLeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.UserMapNode;
import org.opendaylight.yangtools.yang.data.spi.node.ImmutableNodes;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.openmfs.agent.netconf.datastore.NodeAttributes.Position;
import org.openmfs.agent.netconf.port.RequestRefused;

/** Puts an entry of a list that the user orders where {@code yang:insert} says (RFC 7950 sections 7.7.9, 7.8.6). */
final class UserOrder {
    private static final Pattern PREDICATE =
            Pattern.compile("\\[\\s*(?:[^\\s:\\]=]+:)?([^\\s:\\]=]+)\\s*=\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*]");

    private UserOrder() {}

    /** Moves the entry at a path; it is in the draft already. */
    static void move(DataTreeModification draft, YangInstanceIdentifier entry, Position position)
            throws RequestRefused {
        var list = entry.coerceParent();
        var reordered = switch (draft.readNode(list).orElse(null)) {
            case UserMapNode map -> map(map, reorder(new ArrayList<>(map.body()), entry, position));
            case UserLeafSetNode<?> values -> values(values, entry, position);
            case null, default ->
                throw RequestRefused.ofProtocol(ErrorTag.UNKNOWN_ATTRIBUTE, "The user does not order this list")
                        .at(entry)
                        .info("bad-attribute", "insert");
        };
        draft.write(list, reordered);
    }

    private static UserMapNode map(UserMapNode map, List<MapEntryNode> entries) {
        return ImmutableNodes.newUserMapBuilder()
                .withNodeIdentifier(map.name())
                .withValue(entries)
                .build();
    }

    @SuppressWarnings("unchecked")
    private static NormalizedNode values(UserLeafSetNode<?> set, YangInstanceIdentifier entry, Position position)
            throws RequestRefused {
        var values = new ArrayList<LeafSetEntryNode<Object>>();
        set.body().forEach(value -> values.add((LeafSetEntryNode<Object>) value));
        return ImmutableNodes.newUserLeafSetBuilder()
                .withNodeIdentifier(set.name())
                .withValue(reorder(values, entry, position))
                .build();
    }

    private static <T extends NormalizedNode> List<T> reorder(
            List<T> entries, YangInstanceIdentifier entry, Position position) throws RequestRefused {
        var moved = entries.stream()
                .filter(node -> node.name().equals(entry.getLastPathArgument()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an entry that was written is not there"));
        entries.remove(moved);
        switch (position.insert()) {
            case "first" -> entries.addFirst(moved);
            case "last" -> entries.addLast(moved);
            case "before" -> entries.add(indexOf(entries, entry, position), moved);
            default -> entries.add(indexOf(entries, entry, position) + 1, moved);
        }
        return entries;
    }

    private static <T extends NormalizedNode> int indexOf(
            List<T> entries, YangInstanceIdentifier entry, Position position) throws RequestRefused {
        var anchor = position.anchor().orElseThrow();
        for (var i = 0; i < entries.size(); i++) {
            if (isAnchor(entries.get(i), anchor)) {
                return i;
            }
        }
        throw RequestRefused.ofProtocol(ErrorTag.BAD_ATTRIBUTE, "No entry is " + anchor)
                .appTag("missing-instance")
                .at(entry);
    }

    private static boolean isAnchor(NormalizedNode entry, String anchor) {
        return switch (entry) {
            case MapEntryNode node ->
                node.name().asMap().entrySet().stream()
                        .collect(Collectors.toMap(key -> key.getKey().getLocalName(), key -> text(key.getValue())))
                        .equals(keys(anchor));
            case LeafSetEntryNode<?> node -> text(node.body()).equals(anchor);
            default -> false;
        };
    }

    private static java.util.Map<String, String> keys(String anchor) {
        return PREDICATE
                .matcher(anchor)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1),
                        found -> found.group(2) == null ? found.group(3) : found.group(2),
                        (first, second) -> second));
    }

    private static String text(Object value) {
        return value instanceof QName name ? name.getLocalName() : value.toString();
    }
}
