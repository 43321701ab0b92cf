package org.openmfs.southbound.http.refusal;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Tag and message of each error in the errors of RFC 8040, section 7.1, where they come as XML. */
final class ErrorXml {
    private static final Set<String> WANTED = Set.of("error-tag", "error-message");

    private ErrorXml() {}

    /** A line an error; none where it is no whole document, or one that defines types of its own. */
    static List<String> words(String text) {
        List<String> errors = new ArrayList<>();
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(text));
            List<String> parts = new ArrayList<>();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD) {
                    return List.of();
                }
                if (event == XMLStreamConstants.START_ELEMENT && WANTED.contains(xml.getLocalName())) {
                    parts.add(xml.getElementText().strip());
                }
                if (event == XMLStreamConstants.END_ELEMENT
                        && xml.getLocalName().equals("error")) {
                    errors.add(String.join(": ", parts));
                    parts.clear();
                }
            }
        } catch (XMLStreamException broken) {
            return List.of();
        }
        return errors;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
