package org.openmfs.testbed.south;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMSource;
import org.opendaylight.yang.svc.v1.urn.openmfs.yang.mfs.agent.rev261129.YangModuleInfoImpl;
import org.opendaylight.yangtools.yang.common.QName;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.opendaylight.yangtools.yang.model.api.stmt.SchemaNodeIdentifier.Absolute;
import org.opendaylight.yangtools.yang.model.util.SchemaInferenceStack;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.Configuration;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Module mfs-agent, between the text in which a test says it and the nodes that an agent's server takes. */
final class AgentText {
    static final AgentModel MODEL = AgentModel.compile(List.of(YangModuleInfoImpl.getInstance()), List.of());
    private static final QName AGENT =
            QName.create(YangModuleInfoImpl.getInstance().getName(), "agent");

    private AgentText() {}

    static QName name(String local) {
        return QName.create(AGENT, local);
    }

    /** The container or notification of this name with this content. */
    static ContainerNode node(String name, String content) {
        String xml = "<" + name + " xmlns='urn:openmfs:yang:mfs-agent' xmlns:t='urn:openmfs:yang:mfs-types'>" + content
                + "</" + name + ">";
        NormalizationResultHolder result = new NormalizationResultHolder();
        SchemaInferenceStack place = SchemaInferenceStack.of(MODEL.context(), Absolute.of(name(name)));
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (XmlParserStream parser =
                XmlParserStream.create(ImmutableNormalizedNodeStreamWriter.from(result), place.toInference())) {
            parser.traverse(new DOMSource(factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement()));
        } catch (IOException | SAXException | ParserConfigurationException | XMLStreamException e) {
            throw new IllegalArgumentException(xml, e);
        }
        return (ContainerNode) result.getResult().data();
    }

    /** Keys of a list in container agent. */
    static List<String> ids(Configuration configuration, String list) {
        List<String> ids = new ArrayList<>();
        if (configuration.root().childByArg(NodeIdentifier.create(AGENT)) instanceof ContainerNode agent
                && agent.childByArg(NodeIdentifier.create(name(list))) instanceof MapNode entries) {
            entries.body().forEach(entry -> ids.add(String.valueOf(entry.name().getValue(name("id")))));
        }
        return ids;
    }
}
