package org.openmfs.agent.association;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodId;

/**
 * With what this CF makes keys.
 *
 * @param methods that it can carry out
 * @param schedules that it can combine and derive by
 */
public record KeyMeans(Map<MethodId, KeyExchangeMethod> methods, Map<CombinerId, KeySchedule> schedules) {
    public KeyMeans {
        methods = Map.copyOf(methods);
        schedules = Map.copyOf(schedules);
    }

    /** With these methods, and these schedules by their own names. */
    public static KeyMeans of(Map<MethodId, KeyExchangeMethod> methods, KeySchedule... schedules) {
        return new KeyMeans(
                methods, Stream.of(schedules).collect(Collectors.toMap(KeySchedule::id, Function.identity())));
    }

    /** What the methods say of themselves. */
    public List<MethodDescription> descriptions() {
        return methods.values().stream().map(KeyExchangeMethod::describe).toList();
    }

    Map<MethodId, List<Ground>> grounds() {
        return methods.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().describe().grounds()));
    }

    /** By which it can combine. */
    public Set<CombinerId> combiners() {
        return schedules.keySet();
    }
}
