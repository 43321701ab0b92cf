package org.openmfs.agent.netconf.operation;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.openmfs.agent.netconf.datastore.Datastores;
import org.openmfs.agent.netconf.port.AgentModel;
import org.openmfs.agent.netconf.port.RequestRefused;
import org.openmfs.agent.netconf.port.RpcHandlers;
import org.openmfs.agent.netconf.port.StateSource;
import org.openmfs.agent.netconf.xml.ModelReader;
import org.openmfs.agent.netconf.xml.ModelWriter;
import org.w3c.dom.Element;

/** Everything that a client can ask of this agent. */
public final class OperationTable {
    private final Map<OperationName, Operation> operations = new HashMap<>();

    /**
     * What the agent brings.
     *
     * @param model the modules it serves
     * @param state where its state comes from
     * @param rpcs who carries out its RPCs
     */
    public record Agent(AgentModel model, StateSource state, RpcHandlers rpcs) {
        public Agent {
            requireNonNull(model);
            requireNonNull(state);
            requireNonNull(rpcs);
        }
    }

    /**
     * What the server brings.
     *
     * @param sessions the open sessions
     * @param events stream NETCONF
     * @param state what the server itself can tell
     */
    public record Server(Sessions sessions, EventStream events, List<ServerState> state) {
        public Server {
            requireNonNull(sessions);
            requireNonNull(events);
            state = List.copyOf(state);
        }
    }

    public OperationTable(Agent agent, Server server, Datastores datastores) {
        var context = agent.model().context();
        var reader = new ModelReader(context);
        var writer = new ModelWriter(context);
        operations.putAll(new ModelRpcs(agent.model(), reader, writer, agent.rpcs()).byName());
        operations.putAll(new ReadOperations(datastores, writer, agent.state(), server.state()).byName());
        operations.putAll(new EditOperations(datastores, reader).byName());
        operations.putAll(new CommitOperations(datastores).byName());
        operations.putAll(new ServerOperations(agent.model(), server.sessions(), server.events()).byName());
    }

    /** Carries out a request, filling the reply. */
    public void perform(Caller caller, Element request, Element reply) throws RequestRefused {
        var operation = operations.get(OperationName.of(request));
        if (operation == null) {
            throw RequestRefused.ofProtocol(
                            ErrorTag.OPERATION_NOT_SUPPORTED,
                            "This device does not support '" + request.getLocalName() + "'")
                    .info("bad-element", request.getLocalName());
        }
        operation.perform(caller, request, reply);
    }
}
