package org.openmfs.agent.netconf.port;

import java.util.Optional;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/** Carries out one RPC of the model. Runs on the calling session's own thread and may wait there. */
@FunctionalInterface
public interface RpcHandler {
    /**
     * Carries out one call.
     *
     * @return the output container, or empty for a plain {@code ok}
     * @throws RequestRefused when the call is refused; the reason goes to the client
     */
    Optional<ContainerNode> invoke(RpcCall call) throws RequestRefused;
}
