package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.AlarmRaised;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ConnectionChanged;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.Access;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.Facet;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.ManagerKind;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.runtime.ToldWorld;

/** What the north side hears of sessions with devices and managers. */
final class ConnectionEventsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final DeviceId BOB = new DeviceId("bob");
    private static final ManagerId WEST = new ManagerId("west");

    private final List<Object> events = new ArrayList<>();
    private final StateWriter writer = new StateWriter(
            broker(),
            (NotificationPublishService) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {NotificationPublishService.class},
                    (self, method, given) -> {
                        events.add(given[0]);
                        return NotificationPublishService.REJECTED;
                    }),
            (delay, task) -> {},
            () -> NOON);
    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> NOON);

    ConnectionEventsTest() {
        ToldWorld.tell(inventory, writer);
    }

    @AfterEach
    void stop() {
        writer.close();
    }

    @Test
    void each_change_of_a_devices_session_is_one_event_and_nothing_else_of_the_device_is_one() {
        inventory.configured(BOB, Optional.of(device("192.0.2.1")));
        inventory.connectionChanged(BOB, connection(Connection.State.CONNECTING, NOON.plusMillis(3), ""));
        inventory.connectionChanged(BOB, Connection.connected(NOON.plusSeconds(1)));
        inventory.capabilities(BOB, new Capabilities(new CfId("cf-b"), "192.0.2.1", 9000, Map.of(), Map.of()));
        inventory.configured(BOB, Optional.of(device("192.0.2.2")));

        assertThat(states()).containsExactly("Connecting", "Connected");
    }

    @Test
    void each_change_of_a_managers_session_is_one_event_and_its_settings_are_none() {
        inventory.configured(WEST, Optional.of(manager(1)), Set.of(Facet.KEY_NETWORK));
        inventory.connectionChanged(WEST, refused("the bearer-token was refused", NOON));
        inventory.connectionChanged(WEST, refused("the bearer-token was refused", NOON.plusSeconds(2)));
        inventory.configured(WEST, Optional.of(manager(2)), Set.of(Facet.KEY_NETWORK));
        inventory.connectionChanged(WEST, Connection.connected(NOON.plusSeconds(4)));

        assertThat(states()).containsExactly("Connecting", "Refused", "Connected");
    }

    @Test
    void a_device_that_was_removed_and_is_onboarded_again_is_told_anew() {
        inventory.configured(BOB, Optional.of(device("192.0.2.1")));
        inventory.configured(BOB, Optional.empty());
        inventory.configured(BOB, Optional.of(device("192.0.2.1")));

        assertThat(states()).containsExactly("Connecting", "Connecting");
    }

    @Test
    void no_event_has_an_empty_text() {
        inventory.configured(BOB, Optional.of(device("192.0.2.1")));
        inventory.configured(WEST, Optional.of(manager(1)), Set.of(Facet.KEY_NETWORK));
        for (Connection.State state : Connection.State.values()) {
            inventory.connectionChanged(BOB, connection(state, NOON, ""));
            inventory.connectionChanged(WEST, connection(state, NOON, " "));
        }
        inventory.alarm(BOB, new AssociationId("blue"), ReasonCode.KEY_EXPIRED, " ");

        assertThat(events).hasSizeGreaterThan(8).allSatisfy(event -> {
            switch (event) {
                case ConnectionChanged changed -> assertThat(changed.getText()).isNotBlank();
                case AlarmRaised alarm -> assertThat(alarm.getText()).isNotBlank();
                default -> throw new AssertionError("no event of this kind is expected: " + event);
            }
        });
    }

    private List<String> states() {
        return events.stream()
                .map(ConnectionChanged.class::cast)
                .map(changed -> changed.getConnection().toString())
                .toList();
    }

    private static Connection refused(String text, Instant since) {
        return new Connection(Connection.State.REFUSED, Optional.of(ReasonCode.CREDENTIAL_REFUSED), text, since);
    }

    private static Connection connection(Connection.State state, Instant since, String text) {
        return new Connection(state, Optional.empty(), text, since);
    }

    private static Device device(String host) {
        return new Device(BOB, host, 830, "SHA256:" + "A".repeat(43), new Credential("mfs", "secret"), false);
    }

    private static ManagedNetwork manager(int port) {
        return new ManagedNetwork(
                WEST,
                ManagerKind.QKDN_015,
                List.of(URI.create("https://127.0.0.1:" + port + "/restconf")),
                Optional.empty(),
                Access.NONE,
                Optional.empty());
    }

    private static DataBroker broker() {
        WriteTransaction transaction = fake(WriteTransaction.class, CommitInfo.emptyFluentFuture());
        return fake(DataBroker.class, transaction);
    }

    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answer));
    }
}
