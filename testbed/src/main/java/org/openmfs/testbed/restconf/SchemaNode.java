package org.openmfs.testbed.restconf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One data node of a YANG schema tree (RFC 7950), as much of it as a server needs to check and find instances. */
public sealed interface SchemaNode {

    /** Name of the module that defines the node. */
    String module();

    String name();

    /** False for state that only the server sets. */
    boolean config();

    default String qualifiedName() {
        return module() + ":" + name();
    }

    /** The member name in RFC 7951 JSON: qualified only where the module differs from the parent's. */
    default String memberName(String parentModule) {
        return module().equals(parentModule) ? name() : qualifiedName();
    }

    /** A node with children. */
    sealed interface Inner extends SchemaNode {
        /** By plain name. */
        Map<String, SchemaNode> children();

        /** The child that a member name of this node's JSON means. */
        default Optional<SchemaNode> member(String memberName) {
            return children().values().stream()
                    .filter(child -> child.memberName(module()).equals(memberName))
                    .findAny();
        }
    }

    /** A non-presence container. */
    record Container(String module, String name, boolean config, Map<String, SchemaNode> children) implements Inner {}

    /** A keyed list. */
    record ListNode(String module, String name, boolean config, List<String> keys, Map<String, SchemaNode> children)
            implements Inner {}

    /** A leaf. */
    record Leaf(String module, String name, boolean config, boolean mandatory, LeafType type) implements SchemaNode {}

    /** A leaf-list. */
    record LeafList(String module, String name, boolean config, LeafType type) implements SchemaNode {}

    /** A subtree that is taken and returned as it is. */
    record Anything(String module, String name, boolean config) implements SchemaNode {}
}
