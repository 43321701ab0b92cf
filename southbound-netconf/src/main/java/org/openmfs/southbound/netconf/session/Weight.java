package org.openmfs.southbound.netconf.session;

import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** About how much memory XML takes: its characters, and for each node what it takes by itself. */
final class Weight {
    private static final long OF_A_NODE = 64;

    private Weight() {}

    /** However deep it is. */
    static long of(Element root) {
        long sum = 0;
        for (Optional<Node> node = Optional.of(root); node.isPresent(); node = next(node.get(), root)) {
            sum += ofItself(node.get());
        }
        return sum;
    }

    private static Optional<Node> next(Node node, Node root) {
        if (node.getFirstChild() != null) {
            return Optional.of(node.getFirstChild());
        }
        Node from = node;
        while (!from.isSameNode(root) && from.getNextSibling() == null) {
            from = from.getParentNode();
        }
        return from.isSameNode(root) ? Optional.empty() : Optional.of(from.getNextSibling());
    }

    private static long ofItself(Node node) {
        long own = OF_A_NODE
                + (node.getNodeValue() == null ? 0 : node.getNodeValue().length());
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; attributes != null && i < attributes.getLength(); i++) {
            own += OF_A_NODE + attributes.item(i).getNodeValue().length();
        }
        return own;
    }
}
