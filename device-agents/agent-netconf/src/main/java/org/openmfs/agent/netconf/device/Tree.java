package org.openmfs.agent.netconf.device;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opendaylight.yangtools.yang.data.api.schema.ChoiceNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafNode;
import org.opendaylight.yangtools.yang.data.api.schema.LeafSetNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;

/** A container or list entry of module mfs-agent, read by the local names of its children. */
record Tree(Optional<DataContainerNode> node) {
    static Tree of(DataContainerNode node) {
        return new Tree(Optional.of(node));
    }

    /** A container, empty if it is not there. */
    Tree child(String name) {
        return new Tree(find(name).map(DataContainerNode.class::cast));
    }

    List<Tree> entries(String list) {
        return find(list).stream()
                .flatMap(found -> ((Collection<?>) ((MapNode) found).body()).stream())
                .map(entry -> Tree.of((DataContainerNode) entry))
                .toList();
    }

    Optional<Object> value(String leaf) {
        return find(leaf).map(found -> ((LeafNode<?>) found).body());
    }

    /**
     * @throws IllegalStateException if the leaf is not there, which the schema rules out
     */
    String text(String leaf) {
        return value(leaf)
                .map(Object::toString)
                .orElseThrow(() -> new IllegalStateException("the schema makes leaf " + leaf + " mandatory"));
    }

    long number(String leaf, long otherwise) {
        return value(leaf).map(value -> ((Number) value).longValue()).orElse(otherwise);
    }

    <T> List<T> values(String leafList, Function<Object, T> read) {
        return find(leafList).stream()
                .flatMap(found -> ((LeafSetNode<?>) found).body().stream())
                .map(entry -> read.apply(entry.body()))
                .toList();
    }

    private Optional<DataContainerChild> find(String name) {
        return node.flatMap(known -> find(known, name));
    }

    /** Choices are not seen in a document, and not here. */
    private static Optional<DataContainerChild> find(DataContainerNode in, String name) {
        return Optional.ofNullable(in.childByArg(Mfs.node(name)))
                .or(() -> in.body().stream()
                        .filter(ChoiceNode.class::isInstance)
                        .map(ChoiceNode.class::cast)
                        .flatMap(choice -> find(choice, name).stream())
                        .findFirst());
    }
}
