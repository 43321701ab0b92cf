package org.openmfs.agent.netconf.xml;

import java.util.Iterator;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import org.w3c.dom.Element;

/** The prefixes that are declared where an element stands. */
record ScopedNamespaces(Element element) implements NamespaceContext {
    @Override
    public String getNamespaceURI(String prefix) {
        var found = element.lookupNamespaceURI(prefix.isEmpty() ? null : prefix);
        return found == null ? XMLConstants.NULL_NS_URI : found;
    }

    @Override
    public String getPrefix(String namespace) {
        return element.lookupPrefix(namespace);
    }

    @Override
    public Iterator<String> getPrefixes(String namespace) {
        var prefix = getPrefix(namespace);
        return prefix == null ? List.<String>of().iterator() : List.of(prefix).iterator();
    }
}
