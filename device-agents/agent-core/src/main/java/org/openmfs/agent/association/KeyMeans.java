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

/** With what this CF makes keys: methods, and schedules by which it combines and derives. */
public final class KeyMeans {
    private final Map<MethodId, KeyExchangeMethod> methods;
    private final Map<CombinerId, KeySchedule> schedules;
    private final Map<MethodId, Told> told;
    private final Map<CombinerId, Integer> shareOctets;

    /** What a method says of itself, asked once: a module's answer is not waited for where keys are made. */
    private record Told(MethodDescription description, boolean waits) {
        static Told by(KeyExchangeMethod method) {
            return new Told(method.describe(), method.waits());
        }
    }

    public KeyMeans(Map<MethodId, KeyExchangeMethod> methods, Map<CombinerId, KeySchedule> schedules) {
        this.methods = Map.copyOf(methods);
        this.schedules = Map.copyOf(schedules);
        this.told = methods.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Told.by(entry.getValue())));
        this.shareOctets = schedules.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().shareOctets()));
    }

    /** With these methods, and these schedules by their own names. */
    public static KeyMeans of(Map<MethodId, KeyExchangeMethod> methods, KeySchedule... schedules) {
        return new KeyMeans(
                methods, Stream.of(schedules).collect(Collectors.toMap(KeySchedule::id, Function.identity())));
    }

    /** The methods that it can carry out. */
    public Map<MethodId, KeyExchangeMethod> methods() {
        return methods;
    }

    /** The schedules that it can combine and derive by. */
    public Map<CombinerId, KeySchedule> schedules() {
        return schedules;
    }

    /** What the methods say of themselves. */
    public List<MethodDescription> descriptions() {
        return told.values().stream().map(Told::description).toList();
    }

    int shareOctets(CombinerId combiner) {
        return shareOctets.get(combiner);
    }

    boolean waits(MethodId method) {
        return told.get(method).waits();
    }

    /** What each method stands on. */
    public Map<MethodId, List<Ground>> grounds() {
        return told.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().description().grounds()));
    }

    /** By which it can combine. */
    public Set<CombinerId> combiners() {
        return schedules.keySet();
    }
}
