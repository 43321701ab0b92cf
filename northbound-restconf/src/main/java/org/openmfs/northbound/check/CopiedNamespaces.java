package org.openmfs.northbound.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.stream.XMLStreamReader;

/**
 * The prefixes that are in force within an element, kept beyond its reader's stay there. Each element keeps its own alone:
 * copies of the outer ones would let a small body fill the memory.
 */
final class CopiedNamespaces implements NamespaceContext {
    static final CopiedNamespaces NONE = new CopiedNamespaces(Optional.empty(), Map.of());

    private final Optional<CopiedNamespaces> outer;
    private final Map<String, String> own;

    private CopiedNamespaces(Optional<CopiedNamespaces> outer, Map<String, String> own) {
        this.outer = outer;
        this.own = own;
    }

    /** The prefixes of the element at which the reader stands, within one that has these. */
    CopiedNamespaces within(XMLStreamReader reader) {
        if (reader.getNamespaceCount() == 0) {
            return this;
        }
        Map<String, String> declared = new HashMap<>();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i);
            declared.put(
                    prefix == null ? XMLConstants.DEFAULT_NS_PREFIX : prefix,
                    uri == null ? XMLConstants.NULL_NS_URI : uri);
        }
        return new CopiedNamespaces(Optional.of(this), declared);
    }

    @Override
    public String getNamespaceURI(String prefix) {
        for (Optional<CopiedNamespaces> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
            String uri = at.get().own.get(prefix);
            if (uri != null) {
                return uri;
            }
        }
        return XMLConstants.NULL_NS_URI;
    }

    @Override
    public String getPrefix(String uri) {
        Iterator<String> prefixes = getPrefixes(uri);
        return prefixes.hasNext() ? prefixes.next() : null;
    }

    @Override
    public Iterator<String> getPrefixes(String uri) {
        Set<String> found = new LinkedHashSet<>();
        Set<String> nearer = new HashSet<>();
        for (Optional<CopiedNamespaces> at = Optional.of(this); at.isPresent(); at = at.get().outer) {
            at.get().own.forEach((prefix, bound) -> {
                if (nearer.add(prefix) && bound.equals(uri)) {
                    found.add(prefix);
                }
            });
        }
        return List.copyOf(found).iterator();
    }
}
