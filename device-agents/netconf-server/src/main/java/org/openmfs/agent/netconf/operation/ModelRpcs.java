package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMSource;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;
import org.opendaylight.yangtools.yang.data.codec.xml.XmlParserStream;
import org.opendaylight.yangtools.yang.data.impl.schema.ImmutableNormalizedNodeStreamWriter;
import org.opendaylight.yangtools.yang.data.impl.schema.NormalizationResultHolder;
import org.opendaylight.yangtools.yang.model.api.RpcDefinition;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.RpcCall;
import org.openmfs.agent.netconf.port.RpcHandler;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.ModelReader;
import org.openmfs.agent.netconf.xml.ModelRules;
import org.openmfs.agent.netconf.xml.ModelWriter;
import org.openmfs.agent.netconf.xml.Place;
import org.w3c.dom.Element;

/** The RPCs of the agent's own model: checks their input, and hands it to whoever carries them out. */
final class ModelRpcs {
    private final AgentModel model;
    private final ModelReader reader;
    private final ModelWriter writer;
    private final RpcHandlers handlers;

    ModelRpcs(AgentModel model, ModelReader reader, ModelWriter writer, RpcHandlers handlers) {
        this.model = requireNonNull(model);
        this.reader = requireNonNull(reader);
        this.writer = requireNonNull(writer);
        this.handlers = requireNonNull(handlers);
    }

    Map<OperationName, Operation> byName() {
        var operations = new HashMap<OperationName, Operation>();
        for (var module : model.context().getModules()) {
            for (var rpc : module.getRpcs()) {
                var handler = handlers.byName().get(rpc.getQName());
                if (handler != null) {
                    var name = new OperationName(
                            rpc.getQName().getNamespace().toString(),
                            rpc.getQName().getLocalName());
                    operations.put(name, (caller, request, reply) -> invoke(rpc, handler, caller, request, reply));
                }
            }
        }
        return operations;
    }

    private void invoke(RpcDefinition rpc, RpcHandler handler, Caller caller, Element request, Element reply)
            throws RequestRefused {
        var output = handler.invoke(
                new RpcCall(caller.session().user(), caller.session().id(), input(rpc, request)));
        if (output.isPresent() && !output.get().isEmpty()) {
            writer.appendOutput(rpc, output.get(), reply);
        } else {
            Operation.ok(reply);
        }
    }

    private ContainerNode input(RpcDefinition rpc, Element request) throws RequestRefused {
        var place = reader.inputOf(rpc);
        check(place, request);
        var result = new NormalizationResultHolder();
        try {
            XmlParserStream.create(
                            ImmutableNormalizedNodeStreamWriter.from(result),
                            place.stack().toInference())
                    .traverse(new DOMSource(request));
        } catch (XMLStreamException | IOException | IllegalArgumentException unfit) {
            throw RequestRefused.of(ErrorTag.INVALID_VALUE, "The input does not fit the model");
        }
        var input = (ContainerNode) result.getResult().data();
        ModelRules.check(rpc.getInput(), input, YangInstanceIdentifier.of());
        return input;
    }

    private void check(Place place, Element element) throws RequestRefused {
        var seen = new HashSet<YangInstanceIdentifier>();
        for (var child : Elements.children(element)) {
            var below = reader.enter(place, child);
            if (!seen.add(below.path())) {
                throw RequestRefused.of(ErrorTag.BAD_ELEMENT, "The node is given more than once")
                        .info("bad-element", child.getLocalName());
            }
            if (below.value().isEmpty()) {
                check(below, child);
            }
        }
    }
}
