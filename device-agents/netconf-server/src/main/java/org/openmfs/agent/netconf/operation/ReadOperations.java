package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.openmfs.agent.netconf.datastore.Datastore;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.port.Configuration;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.StateSource;
import org.openmfs.agent.netconf.xml.Elements;
import org.openmfs.agent.netconf.xml.ModelWriter;
import org.w3c.dom.Element;

/** {@code get} and {@code get-config} (RFC 6241 sections 7.1 and 7.7). */
final class ReadOperations {
    private final Datastores datastores;
    private final ModelWriter writer;
    private final StateSource agentState;
    private final List<ServerState> serverState;

    ReadOperations(Datastores datastores, ModelWriter writer, StateSource agentState, List<ServerState> serverState) {
        this.datastores = requireNonNull(datastores);
        this.writer = requireNonNull(writer);
        this.agentState = requireNonNull(agentState);
        this.serverState = List.copyOf(serverState);
    }

    Map<OperationName, Operation> byName() {
        return Map.of(OperationName.base("get"), this::get, OperationName.base("get-config"), this::getConfig);
    }

    private void get(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("filter"));
        var filter = Filter.of(request);
        var state = agentState.read();
        var all = datastores.preview(
                datastores.read(Datastore.RUNNING),
                (base, tree) -> state.forEach(node -> tree.merge(YangInstanceIdentifier.of(node.name()), node)));
        var data = append(all, filter, reply);
        for (var part : serverState) {
            if (filter.topLevel().test(part.name())) {
                part.append(data);
            }
        }
        filter.cut(data);
        skipSecondFilter(request);
    }

    private void getConfig(Caller caller, Element request, Element reply) throws RequestRefused {
        Elements.allow(request, Set.of("source", "filter"));
        var source = Elements.only(Elements.required(request, "source"));
        var filter = Filter.of(request);
        filter.cut(append(datastores.read(datastore(source)), filter, reply));
        skipSecondFilter(request);
    }

    private Element append(Configuration whole, Filter filter, Element reply) {
        var data = Operation.data(reply, Elements.BASE);
        var wanted = filter.topLevel();
        var nodes = whole.root().body().stream()
                .filter(node -> wanted.test(node.name().getNodeType()))
                .toList();
        writer.append(nodes, data);
        return data;
    }

    /** OpenDaylight's session filters a reply again, unless the request's filter has no type. */
    private static void skipSecondFilter(Element request) throws RequestRefused {
        Elements.child(request, "filter").ifPresent(filter -> {
            filter.removeAttribute("type");
            filter.removeAttributeNS(Elements.BASE, "type");
        });
    }

    static Datastore datastore(Element name) throws RequestRefused {
        for (var datastore : Datastore.values()) {
            if (datastore.element().equals(name.getLocalName()) && Elements.BASE.equals(name.getNamespaceURI())) {
                return datastore;
            }
        }
        throw RequestRefused.ofProtocol(
                        ErrorTag.BAD_ELEMENT, "This device has no datastore '" + name.getLocalName() + "' to name here")
                .info("bad-element", name.getLocalName());
    }
}
