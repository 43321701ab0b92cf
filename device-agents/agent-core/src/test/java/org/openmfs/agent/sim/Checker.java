package org.openmfs.agent.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.registry.KeyRecord;

/** Watches a simulated run for what must never happen, and remembers what did, and what was done to it. */
final class Checker {
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Injection, Long> injections = new EnumMap<>(Injection.class);
    private final Map<String, String> bytesOf = new HashMap<>();
    private final Map<String, Set<KeyId>> confirmed = new HashMap<>();
    private final Map<String, Set<Origin>> origins = new HashMap<>();
    private final Map<String, KeyId> offeredFor = new HashMap<>();
    private long framesAccepted;
    private long framesLost;

    private record Violation(Harm harm, String text) {}

    void violated(Harm harm, String what) {
        violations.add(new Violation(harm, what));
    }

    List<String> violations() {
        return violations.stream().map(Violation::text).toList();
    }

    /** What went wrong of these kinds. */
    List<String> violations(Set<Harm> harms) {
        return violations.stream()
                .filter(one -> harms.contains(one.harm()))
                .map(one -> one.harm() + ": " + one.text())
                .toList();
    }

    void injected(Injection kind) {
        injections.merge(kind, 1L, Long::sum);
    }

    Map<Injection, Long> injections() {
        return injections;
    }

    /** Both ends must hold the same bytes for the same key id and direction. */
    void installed(KeyId key, String direction, String bytes) {
        String before = bytesOf.putIfAbsent(key + direction, bytes);
        if (before != null && !before.equals(bytes)) {
            violated(Harm.MISMATCHED, "mismatched install: key " + key + " " + direction + " has two values");
        }
    }

    void journalled(String owner, KeyRecord key) {
        if (key.stage() == KeyStage.CONFIRMED) {
            confirmed.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(key.id());
        }
        if (key.stage() == KeyStage.DERIVED) {
            key.origins().stream()
                    .filter(origin -> origin.method().name().startsWith("qkd"))
                    .filter(origin -> !origins.computeIfAbsent(owner, o -> new HashSet<>())
                            .add(origin))
                    .forEach(origin -> violated(Harm.USED_TWICE, "external key used twice: " + origin));
        }
    }

    /** A key of a quantum channel may be named in the offers of one key only. */
    void offered(Message.Offer offer) {
        List<MethodId> methods = offer.suites().stream()
                .filter(suite -> suite.id().equals(offer.selected()))
                .findFirst()
                .orElseThrow()
                .methods();
        for (int i = 0; i < methods.size(); i++) {
            String name = new String(offer.contributions().get(i).body(), StandardCharsets.US_ASCII);
            if (methods.get(i).equals(World.QKD)
                    && !offeredFor.computeIfAbsent(name, first -> offer.key()).equals(offer.key())) {
                violated(Harm.USED_TWICE, "external key offered twice: " + name);
            }
        }
    }

    Set<KeyId> confirmedAt(String owner) {
        return confirmed.getOrDefault(owner, Set.of());
    }

    void frameAccepted() {
        framesAccepted++;
    }

    void frameLost() {
        framesLost++;
    }

    long framesAccepted() {
        return framesAccepted;
    }

    /** Frames that found no key because an end had been stopped or had lost its keys. */
    long framesLost() {
        return framesLost;
    }
}
