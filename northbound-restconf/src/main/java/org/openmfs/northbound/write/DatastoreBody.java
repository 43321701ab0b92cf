package org.openmfs.northbound.write;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMSource;
import org.opendaylight.netconf.databind.DatabindContext;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.common.XMLNamespace;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.codec.gson.JsonParserStream;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.northbound.check.Payload;
import org.openmfs.northbound.error.Condition;
import org.openmfs.northbound.error.RefusedException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The body of a whole datastore, as its top-level nodes; it was compared with the model before. */
public final class DatastoreBody {
    private final DatabindContext databind;

    public DatastoreBody(DatabindContext databind) {
        this.databind = databind;
    }

    public List<NormalizedNode> nodes(Payload payload) throws RefusedException {
        try {
            return switch (payload.encoding()) {
                case JSON -> json(payload);
                case XML -> xml(payload);
            };
        } catch (IOException
                | SAXException
                | XMLStreamException
                | IllegalArgumentException
                | IllegalStateException
                | JsonParseException
                | NullPointerException e) {
            throw new RefusedException(Condition.MALFORMED, "The body is no datastore.");
        }
    }

    private List<NormalizedNode> json(Payload payload) {
        JsonObject document = JsonParser.parseString(new String(payload.bytes(), StandardCharsets.UTF_8))
                .getAsJsonObject()
                .getAsJsonObject("ietf-restconf:data");
        List<NormalizedNode> nodes = new ArrayList<>();
        for (Map.Entry<String, JsonElement> member : document.entrySet()) {
            JsonObject single = new JsonObject();
            single.add(member.getKey(), member.getValue());
            NormalizationResultHolder holder = new NormalizationResultHolder();
            JsonParserStream.create(ImmutableNormalizedNodeStreamWriter.from(holder), databind.jsonCodecs())
                    .parse(new JsonReader(new StringReader(single.toString())));
            nodes.add(holder.getResult().data());
        }
        return nodes;
    }

    private List<NormalizedNode> xml(Payload payload) throws IOException, SAXException, XMLStreamException {
        NodeList elements = UntrustedXML.newDocumentBuilder()
                .parse(payload.stream())
                .getDocumentElement()
                .getChildNodes();
        List<NormalizedNode> nodes = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            if (elements.item(i) instanceof Element element) {
                SchemaInferenceStack stack = SchemaInferenceStack.of(databind.modelContext());
                stack.enterDataTree(nameOf(element));
                NormalizationResultHolder holder = new NormalizationResultHolder();
                XmlParserStream.create(
                                ImmutableNormalizedNodeStreamWriter.from(holder),
                                databind.xmlCodecs(),
                                stack.toInference())
                        .traverse(new DOMSource(element));
                nodes.add(holder.getResult().data());
            }
        }
        return nodes;
    }

    private QName nameOf(Element element) {
        return databind.modelContext().findModuleStatements(XMLNamespace.of(element.getNamespaceURI())).stream()
                .findFirst()
                .map(module -> QName.create(module.localQNameModule(), element.getLocalName()))
                .orElseThrow(() -> new IllegalArgumentException("unknown namespace"));
    }
}
