package org.openmfs.agent.netconf.datastore;

import java.util.Optional;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;

/**
 * The attributes that a node of an edit may carry.
 *
 * @param operation RFC 6241's {@code operation}
 * @param position where an entry goes in a list that the user orders, RFC 7950 section 7.8.6
 */
record NodeAttributes(Optional<EditOperation> operation, Optional<Position> position) {
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final String YANG = "urn:ietf:params:xml:ns:yang:1";

    /**
     * Where an entry goes.
     *
     * @param insert first, last, before or after
     * @param anchor the entry before or after which it goes: key predicates of a list, value of a leaf-list
     */
    record Position(String insert, Optional<String> anchor) {}

    static NodeAttributes of(Element element) throws RequestRefused {
        Optional<EditOperation> operation = Optional.empty();
        var attributes = element.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            if (Elements.BASE.equals(attribute.getNamespaceURI())
                    && attribute.getLocalName().equals("operation")) {
                operation = Optional.of(EditOperation.ofAttribute(attribute.getValue()));
            } else if (!isDeclaration(attribute) && !YANG.equals(attribute.getNamespaceURI())) {
                throw RequestRefused.ofProtocol(
                                ErrorTag.UNKNOWN_ATTRIBUTE, "Attribute " + attribute.getName() + " has no meaning here")
                        .info("bad-attribute", attribute.getName())
                        .info("bad-element", element.getLocalName());
            }
        }
        return new NodeAttributes(operation, position(element));
    }

    private static boolean isDeclaration(Attr attribute) {
        return XMLNS.equals(attribute.getNamespaceURI());
    }

    private static Optional<Position> position(Element element) throws RequestRefused {
        if (!element.hasAttributeNS(YANG, "insert")) {
            return Optional.empty();
        }
        var insert = element.getAttributeNS(YANG, "insert");
        return switch (insert) {
            case "first", "last" -> Optional.of(new Position(insert, Optional.empty()));
            case "before", "after" -> {
                var name = element.hasAttributeNS(YANG, "key") ? "key" : "value";
                if (!element.hasAttributeNS(YANG, name)) {
                    throw RequestRefused.ofProtocol(ErrorTag.MISSING_ATTRIBUTE, "insert needs a key or a value")
                            .info("bad-attribute", "key")
                            .info("bad-element", element.getLocalName());
                }
                yield Optional.of(new Position(insert, Optional.of(element.getAttributeNS(YANG, name))));
            }
            default ->
                throw RequestRefused.ofProtocol(ErrorTag.BAD_ATTRIBUTE, "'" + insert + "' is not a place to insert")
                        .info("bad-attribute", "insert")
                        .info("bad-element", element.getLocalName());
        };
    }
}
