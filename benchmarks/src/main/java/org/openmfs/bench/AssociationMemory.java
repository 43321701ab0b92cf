package org.openmfs.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.association.AssociationListener;
import org.openmfs.agent.association.AssociationReport;
import org.openmfs.agent.association.AssociationSettings;
import org.openmfs.agent.association.Backoff;
import org.openmfs.agent.association.KeyLife;
import org.openmfs.agent.association.KeyMeans;
import org.openmfs.agent.association.KeyPolicy;
import org.openmfs.agent.association.Pace;
import org.openmfs.agent.association.Parties;
import org.openmfs.agent.association.Platform;
import org.openmfs.agent.association.WhenKeysEnd;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.HmacSha384Extract;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Role;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.KeyLedger;
import org.openmfs.agent.encdecs.macsec.InMemoryLink;
import org.openmfs.agent.encdecs.macsec.MacsecEnds;
import org.openmfs.agent.encdecs.macsec.Sci;
import org.openmfs.agent.encdecs.macsec.SimulatedMacsec;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.machine.AgentPorts;
import org.openmfs.agent.machine.Associations;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.Signature;
import org.openmfs.agent.registry.InMemoryRegistry;
import org.openmfs.agent.registry.KeyRecord;

/** What an association takes of the heap while it waits for its peer, Enc/Dec included. */
final class AssociationMemory {
    private static final int COUNT = 1000;
    private static final int SETTLE_ROUNDS = 6;
    private static final Duration SETTLE = Duration.ofMillis(300);

    void run(PrintStream out) throws InterruptedException {
        long before = used();
        List<AssociationSettings> wanted = new ArrayList<>();
        Map<String, EncDec> encDecs = new HashMap<>();
        for (int i = 0; i < COUNT; i++) {
            encDecs.put("e" + i, encDec("e" + i));
            wanted.add(settings("a" + i, "e" + i));
        }
        AgentPorts ports = new AgentPorts(
                (peer, message) -> {},
                new Alone(),
                KeyMeans.of(Map.of(), new HmacSha384Extract()),
                encDecs,
                new InMemoryRegistry(),
                new Silent());
        try (Associations associations =
                new Associations(Platform.system(Pace.standard()), ports, new PolicyFloor(1, 0, Set.of()))) {
            associations.apply(wanted);
            long after = used();
            out.printf(
                    "association: %d octets of heap each, %d of them%n",
                    (after - before) / COUNT, associations.reports().size());
        }
    }

    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SETTLE_ROUNDS; i++) {
            System.gc();
            Thread.sleep(SETTLE);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static EncDec encDec(String name) {
        MacsecEnds ends = new MacsecEnds(Sci.parse("0200000000010001"), Sci.parse("0200000000020001"));
        return SimulatedMacsec.between(
                name, ends, InMemoryLink.pair().getFirst(), InMemoryLink.pair().getFirst(), KeyLedger.inMemory());
    }

    private static AssociationSettings settings(String id, String encDec) {
        Suite suite = new Suite(
                new SuiteId("ml-kem-1024"), List.of(new MethodId("ml-kem-1024")), CombinerId.HMAC_SHA384_EXTRACT);
        return new AssociationSettings(
                new AssociationId(id),
                new Parties(new CfId("here"), new CfId("there"), Role.RESPONDER),
                encDec,
                new KeyPolicy(List.of(suite), new PolicyFloor(1, 0, Set.of()), Optional.empty()),
                new KeyLife(Duration.ofHours(1), 1L << 40, Duration.ofHours(4), 4, WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    }

    /** Knows no peer, as while no stream is up. */
    private static final class Alone implements Authenticator {
        @Override
        public Optional<Certificates> towards(CfId peer) {
            return Optional.empty();
        }

        @Override
        public boolean know(CfId peer, Certificates both) {
            return false;
        }

        @Override
        public Optional<Signature> sign(Octets own, byte[] text) {
            return Optional.empty();
        }

        @Override
        public boolean verifies(CfId peer, Octets certificate, byte[] text, Signature signature) {
            return false;
        }
    }

    /** Hears and forgets. */
    private static final class Silent implements AssociationListener {
        @Override
        public void happened(AssociationEvent event) {}

        @Override
        public void reported(AssociationReport report) {}

        @Override
        public void keyChanged(KeyRecord key) {}
    }
}
