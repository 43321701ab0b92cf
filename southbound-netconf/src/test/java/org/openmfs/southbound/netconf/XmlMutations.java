package org.openmfs.southbound.netconf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openmfs.southbound.netconf.fake.Texts;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A good document, and each of its elements that a reader looks for, replaced in eight ways. */
final class XmlMutations {
    private static final String MARK = "at-this-place";
    private static final int DEPTH = 100_000;

    /** In what way an element is wrong. */
    enum Kind {
        NULL,
        WRONG_TYPE,
        HUGE_NUMBER,
        DEEP,
        CUT_OFF,
        EMPTY,
        LONG_TEXT,
        MISSING
    }

    /** One wrong document. */
    record Mutation(String path, String leaf, Kind kind, String text) {
        @Override
        public String toString() {
            return path + " " + kind;
        }
    }

    private final Element good;
    private final Set<Element> asked = new LinkedHashSet<>();

    XmlMutations(String good) {
        this.good = Texts.parse(good);
    }

    Element good() {
        return good;
    }

    /** A reader looked in this element for children of this name. */
    void asked(Element parent, String child) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && child.equals(element.getLocalName())) {
                asked.add(element);
            }
        }
    }

    List<Mutation> all() {
        List<Mutation> all = new ArrayList<>();
        for (Element element : asked) {
            for (Kind kind : Kind.values()) {
                all.add(new Mutation(path(element), element.getLocalName(), kind, mutated(element, kind)));
            }
        }
        return all;
    }

    private static String path(Node element) {
        return element instanceof Element
                ? path(element.getParentNode()) + "/" + element.getLocalName() + position(element)
                : "";
    }

    private static String position(Node element) {
        int position = 1;
        for (Node before = element.getPreviousSibling(); before != null; before = before.getPreviousSibling()) {
            if (element.getNodeName().equals(before.getNodeName())) {
                position++;
            }
        }
        return position > 1 ? "[" + position + "]" : "";
    }

    private String mutated(Element element, Kind kind) {
        Document document = element.getOwnerDocument();
        Node mark = document.createProcessingInstruction(MARK, "");
        Node parent = element.getParentNode();
        parent.replaceChild(mark, element);
        String text = Texts.of(good);
        parent.replaceChild(element, mark);
        String name = element.getNodeName();
        int at = text.indexOf("<?" + MARK);
        String before = text.substring(0, at);
        String after = text.substring(text.indexOf("?>", at) + 2);
        return switch (kind) {
            case CUT_OFF -> before + "<" + name;
            case MISSING -> before + after;
            case EMPTY -> before + "<" + name + "/>" + after;
            case NULL ->
                before + "<" + name + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'" + " xsi:nil='true'/>"
                        + after;
            case WRONG_TYPE -> before + "<" + name + "><x>1</x></" + name + ">" + after;
            case HUGE_NUMBER -> before + "<" + name + ">-1e999</" + name + ">" + after;
            case DEEP ->
                before + "<" + name + ">" + "<a>".repeat(DEPTH) + "</a>".repeat(DEPTH) + "</" + name + ">" + after;
            case LONG_TEXT -> before + "<" + name + ">" + "\t\u0085\u2028x".repeat(10_000) + "</" + name + ">" + after;
        };
    }
}
