package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.FleetSummary;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;

/** How many there are of everything. */
final class FleetCountTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final AssociationId BLUE = new AssociationId("blue");

    private static ServiceState service(String id, Phase phase, String... subjects) {
        List<Reason> reasons = Stream.of(subjects)
                .map(subject -> new Reason(ReasonCode.DEVICE_UNREACHABLE, subject, "it does not answer", NOON))
                .toList();
        return new ServiceState(
                new ServiceId(id),
                Optional.empty(),
                phase,
                1,
                1,
                NOON,
                reasons,
                Optional.empty(),
                ServiceState.Keying.NONE);
    }

    private static DeviceBelief device(String id, Connection.State state, String... keyStates) {
        AssociationStatus status = new AssociationStatus(
                BLUE,
                AssociationStatus.Phase.SECURED,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
        Map<KeyId, KeyInformation> keys = Stream.of(keyStates)
                .map(keyState -> new KeyInformation(
                        new KeyId("a".repeat(31) + keyState.charAt(0)),
                        BLUE,
                        keyState,
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        new KeyInformation.Times(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .collect(Collectors.toMap(KeyInformation::id, key -> key));
        return new DeviceBelief(
                new Device(new DeviceId(id), "127.0.0.1", 830, "SHA256:x", new Credential("mfs", "secret"), false),
                new Connection(state, Optional.empty(), "", NOON),
                Optional.empty(),
                Map.of(BLUE, status),
                Map.of(),
                keys);
    }

    @Test
    void everything_is_counted_where_it_stands_and_a_reason_once_for_a_service() {
        Inventory inventory = Inventory.EMPTY
                .withDevice(
                        new DeviceId("alice"),
                        Optional.of(device("alice", Connection.State.CONNECTED, "active", "destroyed")))
                .withDevice(new DeviceId("bob"), Optional.of(device("bob", Connection.State.REFUSED, "active")));

        FleetSummary summary = FleetCount.of(
                List.of(
                        service("blue", Phase.ACTIVE),
                        service("red", Phase.FAILED, "alice", "bob"),
                        service("green", Phase.FAILED, "bob")),
                inventory,
                Map.of(ReasonCode.KEY_EXPIRED, 3));

        assertThat(summary.services()).isEqualTo(Map.of(Phase.ACTIVE, 1, Phase.FAILED, 2));
        assertThat(summary.serviceReasons()).isEqualTo(Map.of(ReasonCode.DEVICE_UNREACHABLE, 2));
        assertThat(summary.devices()).isEqualTo(Map.of(Connection.State.CONNECTED, 1, Connection.State.REFUSED, 1));
        assertThat(summary.managers()).isEmpty();
        assertThat(summary.associations()).isEqualTo(Map.of(AssociationStatus.Phase.SECURED, 2));
        assertThat(summary.keys()).isEqualTo(Map.of("active", 2, "destroyed", 1));
        assertThat(summary.alarms()).isEqualTo(Map.of(ReasonCode.KEY_EXPIRED, 3));
    }
}
