package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.spi.DeviceChange;
import org.openmfs.controller.spi.RecordedDeviceReports;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.netconf.fake.FakeAgent;

/** Devices that a test plays with, and the changes that it asks for. */
@Timeout(120)
abstract class DeviceScenario {
    static final AssociationId BLUE = new AssociationId("blue");
    static final AssociationId GREEN = new AssociationId("green");
    static final String NO_CONFIRMED_COMMIT = "confirmed-commit";

    final RecordedDeviceReports reports = new RecordedDeviceReports();
    final List<FakeAgent> agents = new ArrayList<>();
    NetconfDevices plugin = Plugins.with(reports);

    @AfterEach
    final void leave_nothing_behind() {
        plugin.close();
        agents.forEach(FakeAgent::close);
    }

    final FakeAgent device(String name, String... missing) {
        FakeAgent agent = FakeAgent.without(name, missing);
        agents.add(agent);
        plugin.onboard(agent.settings());
        reports.awaitReadings(agent.settings().id(), 1);
        return agent;
    }

    static DeviceChange put(String at, String peer, AssociationId id) {
        return put(at, peer, id, Duration.ofSeconds(10));
    }

    static DeviceChange put(String at, String peer, AssociationId id, Duration interval) {
        Suite suite = Suite.of(List.of(new MethodId("ml-kem-1024"), new MethodId("qkd-014")));
        return new DeviceChange(
                new DeviceId(at),
                List.of(new AssociationConfiguration(
                        id,
                        new AssociationConfiguration.Peer(new CfId(peer), "127.0.0.1", 7000, Optional.empty()),
                        true,
                        new EncDecName("macsec0"),
                        List.of(suite),
                        new Floor(2, 2, Set.of(Ground.QUANTUM_CHANNEL)),
                        new KeyLife(
                                interval,
                                1L << 30,
                                Duration.ofMinutes(1),
                                4,
                                KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE))),
                Set.of());
    }

    static List<DeviceChange> both() {
        return List.of(put("west", "east", BLUE), put("east", "west", BLUE));
    }

    final SouthboundFailure failure(List<DeviceChange> changes) {
        return catchThrowableOfType(SouthboundFailure.class, () -> plugin.configure(changes));
    }

    static void assertUnlocked(FakeAgent agent) throws Exception {
        agent.lockedByAnother(true);
        agent.lockedByAnother(false);
    }
}
