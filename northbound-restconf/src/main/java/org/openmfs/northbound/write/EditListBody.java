package org.openmfs.northbound.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** An ordered list of edits without what the engine's parser does not know of it: where entries are put. */
final class EditListBody {
    private static final List<String> PLACE = List.of("where", "point");

    private EditListBody() {}

    static Payload withoutPlaces(Payload payload) throws RefusedException {
        try {
            return new Payload(
                    payload.encoding(),
                    switch (payload.encoding()) {
                        case JSON -> json(payload);
                        case XML -> xml(payload);
                    });
        } catch (IOException | SAXException | TransformerException unreadable) {
            throw new RefusedException(Condition.MALFORMED, "The body is no list of edits.");
        }
    }

    private static byte[] json(Payload payload) {
        JsonObject document =
                JsonParser.parseString(new String(payload.bytes(), UTF_8)).getAsJsonObject();
        for (String member : document.keySet()) {
            JsonElement edits = document.getAsJsonObject(member).get("edit");
            if (edits != null && edits.isJsonArray()) {
                edits.getAsJsonArray().forEach(edit -> PLACE.forEach(edit.getAsJsonObject()::remove));
            }
        }
        return document.toString().getBytes(UTF_8);
    }

    private static byte[] xml(Payload payload) throws IOException, SAXException, TransformerException {
        Document document = UntrustedXML.newDocumentBuilder().parse(payload.stream());
        for (Element edit : children(document.getDocumentElement(), "edit")) {
            for (String name : PLACE) {
                children(edit, name).forEach(edit::removeChild);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(bytes));
        return bytes.toByteArray();
    }

    private static List<Element> children(Element parent, String name) {
        NodeList all = parent.getChildNodes();
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(child -> name.equals(child.getLocalName()))
                .toList();
    }
}
