package org.openmfs.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationConfiguration;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.AssociationStatus;
import org.openmfs.controller.model.AssociationStatus.Phase;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.Floor;
import org.openmfs.controller.model.KeyLife;

/** What a device says last of an association that it gives up. */
final class WithdrawnAssociationTest {
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final AssociationId BLUE = new AssociationId("blue");

    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);

    @BeforeEach
    void a_device_with_an_association() {
        inventory.configured(
                ALICE,
                Optional.of(new Device(
                        ALICE, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("u", "p"), false)));
        inventory.configurations(ALICE, List.of(configuration()));
        inventory.associations(ALICE, List.of(status(Phase.SECURED)));
    }

    private static AssociationConfiguration configuration() {
        return new AssociationConfiguration(
                BLUE,
                new AssociationConfiguration.Peer(new CfId("bob"), "127.0.0.1", 7000, Optional.empty()),
                true,
                new EncDecName("macsec0"),
                List.of(),
                new Floor(1, 0, Set.of()),
                new KeyLife(
                        Duration.ofSeconds(10),
                        1L << 30,
                        Duration.ofMinutes(1),
                        4,
                        KeyLife.WhenKeysEnd.KEEP_UNTIL_MAXIMUM_AGE));
    }

    private static AssociationStatus status(Phase phase) {
        return new AssociationStatus(
                BLUE, phase, Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), List.of());
    }

    private Map<AssociationId, AssociationStatus> believed() {
        return inventory.current().device(ALICE).orElseThrow().associations();
    }

    @Test
    void that_it_is_being_withdrawn_does_not_bring_back_what_was_removed() {
        inventory.removed(Map.of(ALICE, Set.of(BLUE)));
        inventory.associationChanged(ALICE, status(Phase.WITHDRAWING));

        assertThat(believed()).isEmpty();
    }

    @Test
    void nor_does_it_stay_where_something_else_was_still_on_its_way() {
        inventory.removed(Map.of(ALICE, Set.of(BLUE)));
        inventory.associationChanged(ALICE, status(Phase.DEGRADED));
        inventory.associationChanged(ALICE, status(Phase.WITHDRAWING));

        assertThat(believed()).isEmpty();
    }

    @Test
    void nor_is_it_there_where_everything_is_read_meanwhile() {
        inventory.configurations(ALICE, List.of());
        inventory.associations(ALICE, List.of(status(Phase.WITHDRAWING)));

        assertThat(believed()).isEmpty();
    }

    @Test
    void one_that_it_is_still_configured_with_is_shown_as_it_says() {
        inventory.associationChanged(ALICE, status(Phase.WITHDRAWING));

        assertThat(believed()).containsOnly(Map.entry(BLUE, status(Phase.WITHDRAWING)));
    }
}
