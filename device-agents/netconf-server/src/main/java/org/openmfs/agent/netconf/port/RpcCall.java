package org.openmfs.agent.netconf.port;

import static java.util.Objects.requireNonNull;

import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/**
 * One call of an RPC of the model.
 *
 * @param user who calls: the name under which the session was authenticated
 * @param sessionId NETCONF session it came over
 * @param input its input, checked against the model; empty when the RPC has none
 */
public record RpcCall(String user, long sessionId, ContainerNode input) {
    public RpcCall {
        requireNonNull(user);
        requireNonNull(input);
    }
}
