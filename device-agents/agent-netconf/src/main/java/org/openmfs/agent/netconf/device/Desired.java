package org.openmfs.agent.netconf.device;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Backoff;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.association.Parties;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.association.WhenNotProved;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.peer.PeerAddress;

/**
 * What a configuration of module mfs-agent asks of this agent. Leaves that are not set have the defaults of the module.
 *
 * @param saes names of peers towards KMEs
 */
record Desired(Map<CfId, PeerAddress> peers, Map<CfId, String> saes, List<AssociationSettings> associations) {
    static final Desired NOTHING = new Desired(Map.of(), Map.of(), List.of());

    /** So that a service is active again 10 s after its KMEs and their network are back. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final int DEFAULT_FACTORS = 2;
    private static final long DEFAULT_REKEY_S = 3600;
    private static final long DEFAULT_VOLUME = 1L << 50;
    private static final long DEFAULT_AGE_S = 14_400;
    private static final int DEFAULT_STOCK = 4;

    /**
     * @throws IllegalArgumentException naming what cannot be done, for an operator
     */
    static Desired of(CfId local, Tree root) {
        Tree agent = root.child("agent");
        Map<CfId, PeerAddress> peers = new HashMap<>();
        Map<CfId, String> saes = new HashMap<>();
        for (Tree peer : agent.entries("peer")) {
            CfId id = new CfId(peer.text("id"));
            if (id.equals(local)) {
                throw new IllegalArgumentException("peer " + id + " is this CF itself");
            }
            peers.put(id, new PeerAddress(peer.text("host"), (int) peer.number("port", 0)));
            peer.value("sae-id").ifPresent(sae -> saes.put(id, sae.toString()));
        }
        List<AssociationSettings> associations = agent.entries("association").stream()
                .map(association -> association(local, association))
                .toList();
        return new Desired(Map.copyOf(peers), Map.copyOf(saes), associations);
    }

    /** The Enc/Dec that each association supplies. */
    Map<AssociationId, String> uses() {
        return associations.stream().collect(Collectors.toMap(AssociationSettings::id, AssociationSettings::encDec));
    }

    Optional<String> saeOf(CfId peer) {
        return Optional.ofNullable(saes.get(peer));
    }

    private static AssociationSettings association(CfId local, Tree node) {
        Role role = Role.valueOf(node.text("role").toUpperCase(Locale.ROOT));
        return new AssociationSettings(
                new AssociationId(node.text("id")),
                new Parties(local, new CfId(node.text("peer")), role),
                node.text("enc-dec"),
                policy(node),
                life(node.child("key-life")),
                BACKOFF);
    }

    private static KeyPolicy policy(Tree node) {
        return new KeyPolicy(
                node.entries("suite").stream().map(Desired::suite).toList(),
                floor(node.child("floor")),
                node.value("forbidden-use").map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.toString()))));
    }

    private static Suite suite(Tree node) {
        return new Suite(
                new SuiteId(node.text("id")),
                node.values("method", id -> new MethodId(id.toString())),
                new CombinerId(node.text("combiner")));
    }

    private static PolicyFloor floor(Tree node) {
        return new PolicyFloor(
                (int) node.number("factors", DEFAULT_FACTORS),
                (int) node.number("least-diversity", Ground.UNRELATED),
                Set.copyOf(node.values("required-ground", word -> new Ground(word.toString()))));
    }

    private static KeyLife life(Tree node) {
        Duration interval = Duration.ofSeconds(node.number("rekey-interval", DEFAULT_REKEY_S));
        Duration age = Duration.ofSeconds(node.number("maximum-key-age", DEFAULT_AGE_S));
        if (age.compareTo(interval) < 0) {
            throw new IllegalArgumentException("maximum-key-age must not be below rekey-interval");
        }
        boolean stop =
                node.value("when-keys-end").filter("stop-traffic"::equals).isPresent();
        boolean back = node.value("when-not-proved").filter("go-back"::equals).isPresent();
        return new KeyLife(
                interval,
                node.number("rekey-volume", DEFAULT_VOLUME),
                age,
                (int) node.number("stock-target", DEFAULT_STOCK),
                stop ? WhenKeysEnd.STOP_TRAFFIC : WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE,
                back ? WhenNotProved.GO_BACK : WhenNotProved.KEEP);
    }
}
