package org.openmfs.agent.netconf.xml;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.opendaylight.yangtools.yang.common.QName;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Cuts XML down to what a subtree filter selects (RFC 6241 section 6). */
public final class SubtreeFilter {
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private final List<Element> roots;
    private final Set<Node> whole = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> part = Collections.newSetFromMap(new IdentityHashMap<>());

    private SubtreeFilter(Element filter) {
        roots = Elements.children(filter);
    }

    /** Removes from an element what the filter does not select, and says whether anything is left. */
    public static boolean cut(Element filter, Element data) {
        var run = new SubtreeFilter(filter);
        for (var root : run.roots) {
            for (var child : Elements.children(data)) {
                run.select(root, child);
            }
        }
        run.prune(data);
        return !Elements.children(data).isEmpty();
    }

    /** Which top-level nodes a filter can select at all. */
    public static Predicate<QName> topLevel(Element filter) {
        var roots = Elements.children(filter);
        return name -> roots.stream()
                .anyMatch(root -> root.getLocalName().equals(name.getLocalName())
                        && (isAny(root) || name.getNamespace().toString().equals(root.getNamespaceURI())));
    }

    private boolean select(Element filter, Element data) {
        if (!isSameName(filter, data) || !hasAttributes(filter, data)) {
            return false;
        }
        var criteria = Elements.children(filter);
        if (criteria.isEmpty()) {
            var selected = isSelection(filter) || isSameText(filter, data);
            return selected && keep(data);
        }
        var content = criteria.stream().filter(SubtreeFilter::isContent).toList();
        for (var match : content) {
            if (Elements.children(data).stream().noneMatch(leaf -> isContentOf(match, leaf))) {
                return false;
            }
        }
        return content.size() == criteria.size() ? keep(data) : selectBelow(criteria, data);
    }

    private boolean keep(Element data) {
        whole.add(data);
        return true;
    }

    private boolean selectBelow(List<Element> criteria, Element data) {
        var any = false;
        for (var criterion : criteria) {
            for (var child : Elements.children(data)) {
                any |= select(criterion, child);
            }
        }
        if (any) {
            part.add(data);
        }
        return any;
    }

    private void prune(Element data) {
        for (var child : Elements.children(data)) {
            if (part.contains(child) && !whole.contains(child)) {
                prune(child);
            } else if (!whole.contains(child)) {
                data.removeChild(child);
            }
        }
    }

    private static boolean isContent(Element filter) {
        return Elements.children(filter).isEmpty() && !isSelection(filter);
    }

    private static boolean isSelection(Element filter) {
        return filter.getTextContent().isBlank();
    }

    private static boolean isContentOf(Element filter, Element leaf) {
        return isSameName(filter, leaf) && isSameText(filter, leaf);
    }

    private static boolean isAny(Element filter) {
        return Elements.namespace(filter).isEmpty();
    }

    private static boolean isSameName(Element filter, Element data) {
        return filter.getLocalName().equals(data.getLocalName())
                && (isAny(filter) || Elements.namespace(filter).equals(Elements.namespace(data)));
    }

    private static boolean isSameText(Element filter, Element data) {
        var wanted = filter.getTextContent().trim();
        var found = data.getTextContent().trim();
        var mayBeNames = wanted.indexOf(':') > 0 || found.indexOf(':') > 0;
        return wanted.equals(found) || mayBeNames && resolved(filter, wanted).equals(resolved(data, found));
    }

    /** The same identity can be written with another prefix, or without one. */
    private static String resolved(Element scope, String text) {
        var colon = text.indexOf(':');
        var namespace = scope.lookupNamespaceURI(colon < 1 ? null : text.substring(0, colon));
        return "{" + namespace + "}" + text.substring(colon + 1);
    }

    private static boolean hasAttributes(Element filter, Element data) {
        var attributes = filter.getAttributes();
        for (var i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            var same = data.getAttributeNS(attribute.getNamespaceURI(), attribute.getLocalName())
                    .equals(attribute.getValue());
            if (!XMLNS.equals(attribute.getNamespaceURI()) && !same) {
                return false;
            }
        }
        return true;
    }
}
