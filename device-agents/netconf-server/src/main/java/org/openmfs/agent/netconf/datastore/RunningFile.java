package org.openmfs.agent.netconf.datastore;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.opendaylight.yangtools.util.xml.UntrustedXML;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.ConfigurationSink;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.ModelReader;
import org.openmfs.agent.netconf.xml.ModelWriter;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The running configuration as a file of XML that its owner alone can read. A file that was cut off by a crash is never
 * seen.
 */
public final class RunningFile implements RunningStore {
    private final Path file;
    private final ConfigTree tree;
    private final ModelReader reader;
    private final ModelWriter writer;

    /**
     * Names the file.
     *
     * @param file need not exist; its folder must
     */
    public RunningFile(Path file, ConfigTree tree, ModelReader reader, ModelWriter writer) {
        this.file = requireNonNull(file);
        this.tree = requireNonNull(tree);
        this.reader = requireNonNull(reader);
        this.writer = requireNonNull(writer);
    }

    /**
     * The configuration stored last; an empty one before the first commit.
     *
     * @param agent knows the words that its earlier versions stored
     * @throws IOException when the file cannot be read or does not fit the model, with a message for the operator
     */
    public Configuration load(ConfigurationSink agent) throws IOException {
        if (!Files.exists(file)) {
            return Configuration.EMPTY;
        }
        try (var in = Files.newInputStream(file)) {
            var builder = UntrustedXML.newDocumentBuilder();
            // Its own handler prints to the standard error; this one says nothing and throws.
            builder.setErrorHandler(new DefaultHandler());
            var root = builder.parse(in).getDocumentElement();
            agent.renew(root);
            return tree.edit(Configuration.EMPTY, new XmlEdit(reader, root, EditOperation.MERGE));
        } catch (SAXException | RequestRefused unfit) {
            throw new IOException("the stored configuration " + file + " cannot be used: " + unfit.getMessage(), unfit);
        }
    }

    @Override
    public void save(Configuration running) throws IOException {
        OwnerOnlyFile.write(file, serialize(running));
    }

    private byte[] serialize(Configuration running) throws IOException {
        var document = UntrustedXML.newDocumentBuilder().newDocument();
        var root = document.createElementNS(Elements.BASE, "config");
        document.appendChild(root);
        writer.append(running.root().body(), root);
        var out = new ByteArrayOutputStream();
        try {
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException failed) {
            throw new IOException("the configuration cannot be written as XML", failed);
        }
        return out.toByteArray();
    }
}
