package org.openmfs.agent.netconf.device;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;

/** Whether any suite could reach the floor of the agent's file: one of all methods that this CF has does if any does. */
final class FloorReach {
    private FloorReach() {}

    /** @param methods of this CF, with what each stands on */
    static List<String> faults(PolicyFloor floor, Map<MethodId, List<Ground>> methods) {
        Set<Ground> grounds =
                methods.values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        List<String> lacks = floor.lacks(methods.size(), grounds);
        return lacks.isEmpty()
                ? List.of()
                : List.of("floor: expected one that this CF's methods can reach, but all of them together have "
                        + String.join(" and ", lacks) + "; they stand on "
                        + grounds.stream().map(Ground::word).collect(Collectors.joining(", ")));
    }
}
