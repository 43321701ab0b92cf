package org.openmfs.northbound.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Errors as a body: {@code ietf-restconf:errors} (RFC 8040, sections 3.9 and 8). */
public final class ErrorBody {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:yang:ietf-restconf";
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private ErrorBody() {}

    public static byte[] json(List<ServerError> errors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = new JsonWriter(new OutputStreamWriter(bytes, UTF_8))) {
            json.beginObject().name("ietf-restconf:errors").beginObject();
            json.name("error").beginArray();
            for (ServerError error : errors) {
                writeJson(error, json);
            }
            json.endArray().endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeJson(ServerError error, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("error-type").value(error.condition().type().elementBody());
        json.name("error-tag").value(error.condition().tag().elementBody());
        if (!error.appTag().isEmpty()) {
            json.name("error-app-tag").value(error.appTag());
        }
        if (!error.path().isEmpty()) {
            json.name("error-path").value(error.path());
        }
        json.name("error-message").value(error.message());
        json.endObject();
    }

    /** @param namespaces from a module's name to its XML namespace */
    public static byte[] xml(List<ServerError> errors, UnaryOperator<String> namespaces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(bytes, UTF_8.name());
            xml.writeStartDocument(UTF_8.name(), "1.0");
            xml.writeStartElement("errors");
            xml.writeDefaultNamespace(NAMESPACE);
            for (ServerError error : errors) {
                writeXml(error, namespaces, xml);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void writeXml(ServerError error, UnaryOperator<String> namespaces, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("error");
        writeLeaf("error-type", error.condition().type().elementBody(), xml);
        writeLeaf("error-tag", error.condition().tag().elementBody(), xml);
        if (!error.appTag().isEmpty()) {
            writeLeaf("error-app-tag", error.appTag(), xml);
        }
        if (!error.path().isEmpty()) {
            XmlPath path = XmlPath.of(error.path());
            xml.writeStartElement("error-path");
            for (String module : path.modules()) {
                xml.writeNamespace(module, namespaces.apply(module));
            }
            xml.writeCharacters(path.text());
            xml.writeEndElement();
        }
        writeLeaf("error-message", error.message(), xml);
        xml.writeEndElement();
    }

    private static void writeLeaf(String name, String text, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(PlainWords.printable(text));
        xml.writeEndElement();
    }
}
