package org.openmfs.southbound.netconf.fake;

import org.w3c.dom.Element;

/** XML from text, and back. */
public final class Texts {
    private Texts() {}

    public static Element parse(String xml) {
        return Dom.parse(xml);
    }

    public static String of(Element element) {
        return Dom.text(element);
    }
}
