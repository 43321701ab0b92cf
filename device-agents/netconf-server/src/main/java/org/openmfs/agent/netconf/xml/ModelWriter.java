package org.openmfs.agent.netconf.xml;

import java.io.IOException;
import java.util.Collection;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import javax.xml.transform.dom.DOMResult;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.api.schema.DataContainerChild;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.api.schema.stream.NormalizedNodeWriter;
import org.opendaylight.yangtools.yang.data.codec.xml.XMLStreamNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.model.api.EffectiveModelContext;
import org.opendaylight.yangtools.yang.model.api.RpcDefinition;
import org.opendaylight.yangtools.yang.model.api.stmt.SchemaNodeIdentifier.Absolute;
import org.w3c.dom.Element;

/** Writes modelled data as XML elements. */
public final class ModelWriter {
    private static final XMLOutputFactory OUTPUT = repairing();

    private final EffectiveModelContext model;

    public ModelWriter(EffectiveModelContext model) {
        this.model = model;
    }

    /** Appends top-level data nodes to an element. */
    public void append(Collection<? extends DataContainerChild> nodes, Element to) {
        write(to, xml -> XMLStreamNormalizedNodeStreamWriter.create(xml, model), nodes);
    }

    /** Appends the content of an RPC's output to an element. */
    public void appendOutput(RpcDefinition rpc, ContainerNode output, Element to) {
        var place = Absolute.of(rpc.getQName(), rpc.getOutput().getQName());
        write(to, xml -> XMLStreamNormalizedNodeStreamWriter.create(xml, model, place), output.body());
    }

    /** Appends a notification, as the element of its own name, to an element. */
    public void appendNotification(ContainerNode notification, Element to) {
        var name = notification.name().getNodeType();
        var element = to.getOwnerDocument().createElementNS(name.getNamespace().toString(), name.getLocalName());
        to.appendChild(element);
        var place = Absolute.of(name);
        write(element, xml -> XMLStreamNormalizedNodeStreamWriter.create(xml, model, place), notification.body());
    }

    private interface Opening {
        NormalizedNodeStreamWriter open(XMLStreamWriter xml);
    }

    private static void write(Element to, Opening opening, Collection<? extends NormalizedNode> nodes) {
        try {
            var xml = OUTPUT.createXMLStreamWriter(new DOMResult(to));
            try (var writer = NormalizedNodeWriter.forStreamWriter(opening.open(xml))) {
                for (var node : nodes) {
                    writer.write(node);
                }
                writer.flush();
            }
        } catch (IOException | XMLStreamException impossible) {
            throw new IllegalStateException("data that is in a datastore does not fit its model", impossible);
        }
    }

    private static XMLOutputFactory repairing() {
        var factory = XMLOutputFactory.newFactory();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, Boolean.TRUE);
        return factory;
    }
}
