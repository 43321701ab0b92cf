package org.openmfs.southbound.netconf.xml;

import java.util.function.Consumer;
import javax.xml.XMLConstants;
import org.opendaylight.netconf.api.xml.XmlUtil;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Builds an XML tree from its root on; children are in their parent's namespace unless another is named. */
public final class XmlWriter {
    private final Element at;

    private XmlWriter(Element at) {
        this.at = at;
    }

    /** A new document with this root. */
    public static XmlWriter root(String namespace, String name) {
        Document document = XmlUtil.newDocument();
        Element element = document.createElementNS(namespace, name);
        document.appendChild(element);
        return new XmlWriter(element);
    }

    public XmlWriter with(String name, Consumer<XmlWriter> content) {
        return with(at.getNamespaceURI(), name, content);
    }

    public XmlWriter with(String namespace, String name, Consumer<XmlWriter> content) {
        Element child = at.getOwnerDocument().createElementNS(namespace, name);
        at.appendChild(child);
        content.accept(new XmlWriter(child));
        return this;
    }

    public XmlWriter empty(String name) {
        return with(name, nothing -> {});
    }

    /** @throws IllegalArgumentException if the text holds a character that XML cannot carry */
    public XmlWriter leaf(String name, Object value) {
        String text = value.toString();
        if (!text.chars().allMatch(XmlWriter::allowed)) {
            throw new IllegalArgumentException(name + " holds a control character");
        }
        return with(name, leaf -> leaf.at.setTextContent(text));
    }

    /** What the device is to do with this node (RFC 6241 section 7.2): {@code replace} or {@code delete}. */
    public XmlWriter operation(String operation) {
        at.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:nc", Names.NETCONF);
        at.setAttributeNS(Names.NETCONF, "nc:operation", operation);
        return this;
    }

    /** Appends a copy of this tree, which keeps the prefixes that it was read with, and hands it over for marking. */
    public XmlWriter copy(Element tree, Consumer<XmlWriter> mark) {
        Element copy = (Element) at.getOwnerDocument().importNode(tree, true);
        for (Node above = tree.getParentNode(); above instanceof Element; above = above.getParentNode()) {
            inherit((Element) above, copy);
        }
        at.appendChild(copy);
        mark.accept(new XmlWriter(copy));
        return this;
    }

    private static void inherit(Element from, Element to) {
        NamedNodeMap attributes = from.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node each = attributes.item(i);
            boolean prefix = "xmlns".equals(each.getPrefix());
            if (prefix && !to.hasAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, each.getLocalName())) {
                to.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, each.getNodeName(), each.getNodeValue());
            }
        }
    }

    public Element element() {
        return at;
    }

    private static boolean allowed(int character) {
        return character >= ' ' && character != 0xFFFE && character != 0xFFFF || character == '\t' || character == '\n';
    }
}
