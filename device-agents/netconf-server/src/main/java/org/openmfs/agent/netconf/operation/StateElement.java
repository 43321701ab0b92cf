package org.openmfs.agent.netconf.operation;

import org.w3c.dom.Element;

/** An element of state under construction. */
final class StateElement {
    private final Element element;

    private StateElement(Element element) {
        this.element = element;
    }

    /** Appends a top-level node. */
    static StateElement top(Element data, String namespace, String name) {
        return new StateElement(append(data, namespace, name));
    }

    /** Appends a container or a list entry. */
    StateElement add(String name) {
        return new StateElement(append(element, element.getNamespaceURI(), name));
    }

    /** Appends a leaf. */
    StateElement leaf(String name, Object value) {
        append(element, element.getNamespaceURI(), name).setTextContent(value.toString());
        return this;
    }

    /** Appends a leaf that names an identity of a module. */
    StateElement identity(String name, String namespace, String identity) {
        var leaf = append(element, element.getNamespaceURI(), name);
        leaf.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:id", namespace);
        leaf.setTextContent("id:" + identity);
        return this;
    }

    private static Element append(Element parent, String namespace, String name) {
        var child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }
}
