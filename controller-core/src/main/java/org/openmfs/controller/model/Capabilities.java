package org.openmfs.controller.model;

import java.util.Map;

/**
 * What a device says that its CF can do.
 *
 * @param encDecs kind (an identity of mfs-types) of each Enc/Dec
 */
public record Capabilities(
        CfId cf, String peerHost, int peerPort, Map<MethodId, Method> methods, Map<EncDecName, String> encDecs) {
    public Capabilities {
        methods = Map.copyOf(methods);
        encDecs = Map.copyOf(encDecs);
    }
}
