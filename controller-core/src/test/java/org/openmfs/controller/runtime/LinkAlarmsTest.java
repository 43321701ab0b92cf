package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.inventory.InventoryListener;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.ManagedNetwork;
import org.openmfs.controller.model.ManagerId;
import org.openmfs.controller.model.QkdTopology;
import org.openmfs.controller.model.ReasonCode;

/** What becomes of what nodes tell of trouble with a link. */
final class LinkAlarmsTest {
    private static final ManagerId QKDN = new ManagerId("qkdn");
    private static final UUID LINK = new UUID(1, 0);

    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);
    private final List<ReasonCode> alarms = new ArrayList<>();

    @BeforeEach
    void a_network_with_a_link() {
        inventory.listen(new InventoryListener() {
            @Override
            public void inventoryChanged(Inventory now) {}

            @Override
            public void alarmRaised(String subject, ReasonCode reason, String text) {
                alarms.add(reason);
            }
        });
        inventory.configured(
                QKDN,
                Optional.of(new ManagedNetwork(
                        QKDN,
                        ManagedNetwork.Kind.QKDN_015,
                        List.of(URI.create("https://127.0.0.1:1/restconf")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
        topology(0.01, 100, 0, Optional.empty());
    }

    @Test
    void errors_that_take_a_link_down_are_one_alarm_with_the_cause() {
        inventory.linkTrouble(QKDN, LINK, ReasonCode.LINK_DOWN, "QBER too high");
        inventory.linkTrouble(QKDN, LINK, ReasonCode.QBER_TOO_HIGH, "qber-too-high");
        topology(0.12, 0, 0, Optional.of(ReasonCode.QBER_TOO_HIGH));
        assertThat(alarms).containsExactly(ReasonCode.QBER_TOO_HIGH);
    }

    private void topology(double qber, long rate, long demand, Optional<ReasonCode> trouble) {
        UUID a = new UUID(0, 1);
        UUID z = new UUID(0, 2);
        inventory.topology(
                QKDN,
                new QkdTopology(
                        Set.of(a, z),
                        List.of(new QkdTopology.Link(LINK, a, z, rate, demand, Optional.of(qber), trouble)),
                        List.of()));
    }
}
