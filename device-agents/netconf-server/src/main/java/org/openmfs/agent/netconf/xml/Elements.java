package org.openmfs.agent.netconf.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the parameters of a protocol operation out of its XML, refusing what is missing, doubled or unknown. */
public final class Elements {
    /** Namespace of RFC 6241's messages and operations. */
    public static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private Elements() {}

    /** The child elements, in document order. */
    public static List<Element> children(Node parent) {
        var found = new ArrayList<Element>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The one child of that name in its parent's namespace, if it is there. */
    public static Optional<Element> child(Element parent, String name) throws RequestRefused {
        var found =
                children(parent).stream().filter(e -> isNamed(e, parent, name)).toList();
        if (found.size() > 1) {
            throw RequestRefused.ofProtocol(ErrorTag.BAD_ELEMENT, "Element " + name + " is given more than once")
                    .info("bad-element", name);
        }
        return found.stream().findFirst();
    }

    /** The one child of that name, refused with {@code missing-element} when it is not there. */
    public static Element required(Element parent, String name) throws RequestRefused {
        return child(parent, name).orElseThrow(() -> missing(name));
    }

    /** The text of the one child of that name, without the white space around it. */
    public static Optional<String> text(Element parent, String name) throws RequestRefused {
        return child(parent, name).map(e -> e.getTextContent().trim());
    }

    /** The only child element, as in {@code <target><candidate/></target>}. */
    public static Element only(Element parent) throws RequestRefused {
        var all = children(parent);
        if (all.isEmpty()) {
            throw missing(parent.getLocalName()).info("bad-element", parent.getLocalName());
        }
        if (all.size() > 1) {
            throw unknown(all.get(1));
        }
        return all.getFirst();
    }

    /** Refuses any child that is not one of the named ones. */
    public static void allow(Element parent, Set<String> names) throws RequestRefused {
        for (var child : children(parent)) {
            if (!names.contains(child.getLocalName()) || !sameNamespace(child, parent)) {
                throw unknown(child);
            }
        }
    }

    /** An error for an element that has no place where it stands. */
    public static RequestRefused unknown(Element element) {
        var name = element.getLocalName();
        return RequestRefused.ofProtocol(ErrorTag.UNKNOWN_ELEMENT, "Element " + name + " has no place here")
                .info("bad-element", name);
    }

    private static RequestRefused missing(String name) {
        return RequestRefused.ofProtocol(ErrorTag.MISSING_ELEMENT, "Element " + name + " is missing")
                .info("bad-element", name);
    }

    private static boolean isNamed(Element element, Element parent, String name) {
        return name.equals(element.getLocalName()) && sameNamespace(element, parent);
    }

    private static boolean sameNamespace(Element one, Element other) {
        return namespace(one).equals(namespace(other));
    }

    /** The namespace of an element, empty when it has none. */
    public static String namespace(Element element) {
        return element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
    }
}
