package org.openmfs.agent.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.registry.KeyRecord;

/** Whether a node sends under what its settings allow, and no longer than they do. */
final class Judgement implements FakeEncDec.Judge {
    /** What was begun under the settings before may still come to its end. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(20);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private final Node node;
    private final World world;
    private final String name;
    private final Map<KeyId, Duration> begun = new HashMap<>();
    private final Map<KeyId, Instant> accepted = new HashMap<>();
    private final Map<SuiteId, Duration> lastAllowed = new HashMap<>();
    private Duration longestAge = Duration.ZERO;
    private Duration longestSince = Duration.ZERO;

    Judgement(Node node, World world, String name) {
        this.node = node;
        this.world = world;
        this.name = name;
        node.encDec().judge(this);
    }

    /** Told before and after the node's settings change. */
    void look() {
        Duration now = world.time.elapsed();
        for (AssociationSettings one : node.settings()) {
            Set<SuiteId> allowed = one.policy().suites().stream().map(Suite::id).collect(Collectors.toSet());
            allowed.forEach(suite -> lastAllowed.put(suite, now));
            Duration age = one.life().maximumAge();
            if (age.compareTo(longestAge) >= 0 || now.minus(longestSince).compareTo(UNDER_WAY) > 0) {
                longestAge = age;
                longestSince = now;
            }
        }
    }

    @Override
    public void begins(KeyId key) {
        look();
        if (begun.putIfAbsent(key, world.time.elapsed()) != null) {
            return;
        }
        Optional<SuiteId> suite = node.registry().find(key).map(KeyRecord::suite);
        Duration last = suite.map(id -> lastAllowed.getOrDefault(id, Duration.ofDays(-1)))
                .orElse(world.time.elapsed());
        if (world.time.elapsed().minus(last).compareTo(UNDER_WAY) > 0) {
            world.checker.violated(
                    Harm.FORBIDDEN, name + " begins to send under suite " + suite + ", which it forbids");
        }
    }

    @Override
    public void accepts(KeyId key) {
        accepted.putIfAbsent(key, world.time.now().wall());
    }

    /** By the wall clock, which may have been set ahead: after a restart a node takes that for the key's age. */
    @Override
    public boolean isOver(KeyId key) {
        look();
        return accepted.containsKey(key)
                && world.time.now().wall().isAfter(accepted.get(key).plus(longestAge));
    }

    @Override
    public void sends(KeyId key) {
        Duration age = world.time.elapsed().minus(begun.getOrDefault(key, world.time.elapsed()));
        if (age.compareTo(longestAge.plus(GRACE)) > 0) {
            world.checker.violated(Harm.PAST_AGE, name + " sends under key " + key + " of age " + age);
        }
    }
}
