package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeWithValue;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNodes;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeModification;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeSnapshot;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContext.Composite;
import org.opendaylight.yangtools.yang.data.util.DataSchemaContextTree;
import org.opendaylight.yangtools.yang.model.api.AnydataSchemaNode;
import org.opendaylight.yangtools.yang.model.api.AnyxmlSchemaNode;
import org.opendaylight.yangtools.yang.model.api.ChoiceSchemaNode;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Place;

/**
 * A configuration while it is being edited. Remembers what the edit did: asking the data tree after each step would make
 * an edit of a long list take time that grows with the square of its length.
 */
final class Draft {
    private static final int MAX_MOVES = 1000;

    private final DataTreeSnapshot base;
    private final DataTreeModification tree;
    private final Set<YangInstanceIdentifier> put = new HashSet<>();
    private final Set<YangInstanceIdentifier> deleted = new HashSet<>();
    private int moves;

    Draft(DataTreeSnapshot base, DataTreeModification tree) {
        this.base = requireNonNull(base);
        this.tree = requireNonNull(tree);
    }

    boolean has(YangInstanceIdentifier path) {
        if (put.contains(path)) {
            return true;
        }
        for (var above = path; above != null; above = above.getParent()) {
            if (deleted.contains(above)) {
                return false;
            }
        }
        return base.readNode(path).isPresent();
    }

    void delete(YangInstanceIdentifier path) {
        deleted.add(path);
        tree.delete(path);
    }

    void deleteAll() {
        if (base.readNode(YangInstanceIdentifier.of()).orElse(null) instanceof ContainerNode root) {
            root.body().forEach(node -> delete(YangInstanceIdentifier.of(node.name())));
        }
    }

    /** Puts an entry of a list that the user orders where it belongs. */
    void move(YangInstanceIdentifier entry, NodeAttributes.Position position) throws RequestRefused {
        if (++moves > MAX_MOVES) {
            throw RequestRefused.of(ErrorTag.TOO_BIG, "An edit moves at most " + MAX_MOVES + " entries");
        }
        UserOrder.move(tree, entry, position);
    }

    /** Puts one node, without its children, and all that has to stand above it. */
    void put(Place place) throws RequestRefused {
        if (place.schema() instanceof AnydataSchemaNode || place.schema() instanceof AnyxmlSchemaNode) {
            throw RequestRefused.of(ErrorTag.OPERATION_NOT_SUPPORTED, "This device does not store free-form data")
                    .at(place.path());
        }
        leaveOtherCases(place.path());
        put.add(place.path());
        var isLeaf = place.value().isPresent() && !(place.path().getLastPathArgument() instanceof NodeWithValue);
        var structure = isLeaf ? place.path().getParent() : place.path();
        if (structure != null && !structure.isEmpty()) {
            var top = structure.getPathArguments().getFirst();
            tree.merge(YangInstanceIdentifier.of(top), ImmutableNodes.fromInstanceId(tree.modelContext(), structure));
        }
        if (isLeaf) {
            var name = (NodeIdentifier) place.path().getLastPathArgument();
            tree.write(place.path(), ImmutableNodes.leafNode(name, place.value().get()));
        }
    }

    /** A node of one case of a choice makes the nodes of all other cases go (RFC 7950 section 7.9). */
    private void leaveOtherCases(YangInstanceIdentifier path) {
        Composite context = DataSchemaContextTree.from(tree.modelContext()).getRoot();
        var above = YangInstanceIdentifier.of();
        for (var step : path.getPathArguments()) {
            if (context.dataSchemaNode() instanceof ChoiceSchemaNode choice) {
                leaveOtherCases(choice, above, step);
            }
            above = above.node(step);
            if (!(context.childByArg(step) instanceof Composite next)) {
                return;
            }
            context = next;
        }
    }

    private void leaveOtherCases(ChoiceSchemaNode choice, YangInstanceIdentifier path, PathArgument taken) {
        var chosen = choice.getCases().stream()
                .filter(option -> option.dataChildByName(taken.getNodeType()) != null)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a choice without the case that led here"));
        if (base.readNode(path).orElse(null) instanceof ChoiceNode present) {
            for (var node : present.body()) {
                if (chosen.dataChildByName(node.name().getNodeType()) == null) {
                    delete(path.node(node.name()));
                }
            }
        }
    }
}
