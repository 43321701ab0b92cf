package org.openmfs.agent.netconf.operation;

import java.util.Optional;
import java.util.function.Predicate;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.SubtreeFilter;
import org.w3c.dom.Element;

/**
 * What a client wants to see of the data.
 *
 * @param subtree its subtree filter; everything without one
 */
record Filter(Optional<Element> subtree) {
    private static final int MAX_ELEMENTS = 1000;

    /** Reads the {@code filter} parameter; only subtree filters are supported, and they are the default. */
    static Filter of(Element request) throws RequestRefused {
        var filter = Elements.child(request, "filter");
        if (filter.isEmpty()) {
            return new Filter(filter);
        }
        var type = type(filter.get());
        if (!type.equals("subtree")) {
            throw RequestRefused.ofProtocol(
                            ErrorTag.BAD_ATTRIBUTE, "Filters of type '" + type + "' are not supported by this device")
                    .info("bad-attribute", "type")
                    .info("bad-element", "filter");
        }
        if (filter.get().getElementsByTagName("*").getLength() > MAX_ELEMENTS) {
            throw RequestRefused.ofProtocol(ErrorTag.TOO_BIG, "A filter has at most " + MAX_ELEMENTS + " elements");
        }
        return new Filter(filter);
    }

    /** Whether a top-level node may be selected at all. */
    Predicate<QName> topLevel() {
        return subtree.map(SubtreeFilter::topLevel).orElse(name -> true);
    }

    /** Removes what is not selected, and says whether anything is left. */
    boolean cut(Element data) {
        return subtree.map(filter -> SubtreeFilter.cut(filter, data)).orElse(true);
    }

    private static String type(Element filter) {
        var plain = filter.getAttribute("type");
        var qualified = filter.getAttributeNS(Elements.BASE, "type");
        return !plain.isEmpty() ? plain : !qualified.isEmpty() ? qualified : "subtree";
    }
}
