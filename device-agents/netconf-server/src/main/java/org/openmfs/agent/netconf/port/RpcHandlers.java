package org.openmfs.agent.netconf.port;

import java.util.Map;
import org.opendaylight.yangtools.yang.common.QName;

/**
 * The RPCs that an agent carries out. An RPC that is in the model and not here is answered with
 * {@code operation-not-supported}.
 *
 * @param byName handlers by the name of their RPC
 */
public record RpcHandlers(Map<QName, RpcHandler> byName) {
    public RpcHandlers {
        byName = Map.copyOf(byName);
    }

    /** No RPC at all. */
    public static RpcHandlers none() {
        return new RpcHandlers(Map.of());
    }
}
