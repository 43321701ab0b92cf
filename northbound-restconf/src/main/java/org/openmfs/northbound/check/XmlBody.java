package org.openmfs.northbound.check;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.openmfs.northbound.check.BodyNode.Branch;
import org.openmfs.northbound.check.BodyNode.Kind;
import org.openmfs.northbound.check.BodyNode.Member;
import org.openmfs.northbound.check.BodyNode.Scalar;
import org.openmfs.northbound.check.BodyNode.XmlName;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;

/** Reads an XML body: no document type, no entities, no attributes but namespaces. */
final class XmlBody {
    private static final int DEEPEST = 100;
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_COALESCING, true);
        FACTORY.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    }

    private final XMLStreamReader xml;
    private final BodyCount count = new BodyCount();

    private XmlBody(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** Returns a branch with one member: the document's element. */
    static Branch read(byte[] bytes) throws RefusedException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(Utf8.decode(bytes)));
            try {
                refuseOtherEncoding(reader);
                XmlBody body = new XmlBody(reader);
                int event = reader.next();
                while (event != XMLStreamConstants.START_ELEMENT) {
                    body.refuseDocumentType(event);
                    event = reader.next();
                }
                XmlName name = body.name();
                BodyNode node = body.element(CopiedNamespaces.NONE, 1);
                while (reader.hasNext()) {
                    reader.next();
                }
                return new Branch(List.of(new Member(name, false, List.of(node))));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new RefusedException(Condition.MALFORMED, "The body is not well-formed XML" + place(e) + ".");
        }
    }

    private static String place(XMLStreamException broken) {
        Location where = broken.getLocation();
        return where == null || where.getLineNumber() < 0
                ? ""
                : " at line " + where.getLineNumber() + ", column " + where.getColumnNumber();
    }

    private static void refuseOtherEncoding(XMLStreamReader reader) throws RefusedException {
        String declared = reader.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw new RefusedException(Condition.MALFORMED, "The body is not UTF-8.");
        }
    }

    private void refuseDocumentType(int event) throws RefusedException {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new RefusedException(Condition.MALFORMED, "The body has a document type or an entity.");
        }
    }

    private XmlName name() {
        return new XmlName(xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI(), xml.getLocalName());
    }

    private BodyNode element(CopiedNamespaces outer, int depth) throws XMLStreamException, RefusedException {
        count.another();
        if (depth > DEEPEST) {
            throw new RefusedException(Condition.MALFORMED, "The body is nested too deep.");
        }
        if (xml.getAttributeCount() > 0) {
            throw new RefusedException(Condition.UNKNOWN_ATTRIBUTE, "An element has an attribute.");
        }
        CopiedNamespaces namespaces = outer.within(xml);
        Map<XmlName, List<BodyNode>> children = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            refuseDocumentType(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.computeIfAbsent(name(), name -> new ArrayList<>()).add(element(namespaces, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        if (children.isEmpty()) {
            return new Scalar(Kind.XML, text.toString(), namespaces);
        }
        if (!text.toString().isBlank()) {
            throw new RefusedException(Condition.BAD_ELEMENT, "An element has both elements and text.");
        }
        return new Branch(children.entrySet().stream()
                .map(child -> new Member(child.getKey(), false, child.getValue()))
                .toList());
    }
}
