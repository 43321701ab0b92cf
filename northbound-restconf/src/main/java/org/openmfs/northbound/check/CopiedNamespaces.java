package org.openmfs.northbound.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamReader;

/** The prefixes that are in force within an element, kept beyond its reader's stay there. */
final class CopiedNamespaces implements NamespaceContext {
    static final CopiedNamespaces NONE = new CopiedNamespaces(Map.of());

    private final Map<String, String> uris;

    private CopiedNamespaces(Map<String, String> uris) {
        this.uris = uris;
    }

    /** The prefixes of the element at which the reader stands, within one that has these. */
    CopiedNamespaces within(XMLStreamReader reader) {
        if (reader.getNamespaceCount() == 0) {
            return this;
        }
        Map<String, String> all = new HashMap<>(uris);
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            all.put(
                    prefix == null ? XMLConstants.DEFAULT_NS_PREFIX : prefix,
                    uri == null ? XMLConstants.NULL_NS_URI : uri);
        }
        return new CopiedNamespaces(all);
    }

    @Override
    public String getNamespaceURI(String prefix) {
        return uris.getOrDefault(prefix, XMLConstants.NULL_NS_URI);
    }

    @Override
    public String getPrefix(String uri) {
        Iterator<String> prefixes = getPrefixes(uri);
        return prefixes.hasNext() ? prefixes.next() : null;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
        List<String> prefixes = uris.entrySet().stream()
                .filter(entry -> entry.getValue().equals(uri))
                .map(Map.Entry::getKey)
                .toList();
        return Collections.unmodifiableList(prefixes).iterator();
    }
}
