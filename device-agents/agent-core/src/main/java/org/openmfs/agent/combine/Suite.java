package org.openmfs.agent.combine;

import java.util.List;
import org.openmfs.agent.method.MethodId;

/**
 * What one key is made of: the methods, in the order in which their secrets are combined, and the combiner.
 *
 * <p>Fewer methods are another suite with another id; a suite is never carried out in part.
 */
public record Suite(SuiteId id, List<MethodId> methods, CombinerId combiner) {
    public Suite {
        methods = List.copyOf(methods);
        if (methods.isEmpty() || methods.stream().distinct().count() != methods.size()) {
            throw new IllegalArgumentException("suite " + id + " needs one or more different methods");
        }
    }
}
