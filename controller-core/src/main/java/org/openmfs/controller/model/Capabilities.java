package org.openmfs.controller.model;

import java.util.Map;
import java.util.Set;

/**
 * What a device says that its CF can do.
 *
 * @param encDecs kind (a word of mfs-types) of each Enc/Dec
 * @param combiners by which it can make one key of several secrets
 */
public record Capabilities(
        CfId cf,
        String peerHost,
        int peerPort,
        Map<MethodId, Method> methods,
        Map<EncDecName, String> encDecs,
        Set<String> combiners) {
    public Capabilities {
        methods = Map.copyOf(methods);
        encDecs = Map.copyOf(encDecs);
        combiners = Set.copyOf(combiners);
    }

    /** Of one that says nothing of combiners: it has the one that every CF has. */
    public Capabilities(
            CfId cf, String peerHost, int peerPort, Map<MethodId, Method> methods, Map<EncDecName, String> encDecs) {
        this(cf, peerHost, peerPort, methods, encDecs, Set.of(Suite.DEFAULT_COMBINER));
    }
}
