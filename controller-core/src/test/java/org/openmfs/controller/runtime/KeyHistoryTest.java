package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.inventory.LiveInventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.KeyInformation.Origin;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.SuiteId;

/** Which entries the keys of devices leave. */
final class KeyHistoryTest {
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final List<Entry> entries = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final LiveInventory inventory = new LiveInventory(Runnable::run, () -> Instant.EPOCH);

    @BeforeEach
    void one_device() {
        inventory.listen(new KeyHistory(entries::add, () -> now));
        inventory.configured(
                ALICE,
                Optional.of(new Device(
                        ALICE, "192.0.2.1", 830, "SHA256:" + "A".repeat(43), new Credential("mfs", "secret"), false)));
    }

    private static KeyInformation key(String state, String activated) {
        return new KeyInformation(
                new KeyId(KEY),
                new AssociationId("blue/1"),
                state,
                Optional.of(new SuiteId("mlkem")),
                Set.of(new Origin(new MethodId("qkd-014"), "kme-7"), new Origin(new MethodId("ml-kem-1024"), "")),
                Optional.empty(),
                new KeyInformation.Times(
                        Optional.of(Instant.EPOCH),
                        Optional.of(activated).filter(text -> !text.isEmpty()).map(Instant::parse),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void each_state_that_a_key_comes_to_is_one_entry_with_its_times_and_origins() {
        inventory.keys(ALICE, List.of(key("pre-activation", "")));
        inventory.keys(ALICE, List.of(key("pre-activation", "")));
        inventory.keys(ALICE, List.of(key("active", "2026-11-30T12:00:00Z")));

        assertThat(entries).extracting(Entry::outcome).containsExactly("pre-activation", "active");
        assertThat(entries.getLast())
                .isEqualTo(new Entry(
                        Entry.KEY_HISTORY,
                        "alice",
                        "{\"key\":\"" + KEY + "\",\"association\":\"blue/1\",\"suite\":\"mlkem\",\"origins\":["
                                + "{\"method\":\"ml-kem-1024\"},{\"method\":\"qkd-014\",\"external-id\":\"kme-7\"}],"
                                + "\"made\":\"1970-01-01T00:00:00Z\",\"activated\":\"2026-11-30T12:00:00Z\"}",
                        "",
                        "active"));
    }

    @Test
    void of_a_key_that_is_told_with_any_number_of_origins_the_first_are_archived() {
        Set<Origin> many = IntStream.range(0, 2_000)
                .mapToObj(i -> new Origin(new MethodId("qkd-014"), "kme-%04d".formatted(i)))
                .collect(Collectors.toSet());
        KeyInformation told = key("active", "");
        inventory.keys(
                ALICE,
                List.of(new KeyInformation(
                        told.id(),
                        told.association(),
                        told.state(),
                        told.suite(),
                        many,
                        Optional.empty(),
                        told.times())));

        assertThat(entries)
                .singleElement()
                .extracting(Entry::what)
                .asString()
                .contains("kme-0000", "kme-0031")
                .doesNotContain("kme-0032");
    }

    @Test
    void a_device_that_tells_of_ever_more_states_fills_no_archive_and_takes_nothing_from_others() {
        DeviceId bob = new DeviceId("bob");
        inventory.configured(
                bob,
                Optional.of(new Device(
                        bob, "192.0.2.2", 830, "SHA256:" + "A".repeat(43), new Credential("mfs", "secret"), false)));
        for (int i = 0; i < 15_000; i++) {
            inventory.keys(ALICE, List.of(key("active", "")));
            inventory.keys(ALICE, List.of(key("suspended", "")));
        }
        inventory.keys(bob, List.of(key("active", "")));

        assertThat(entries).hasSizeLessThanOrEqualTo(20_001);
        assertThat(entries.getLast().who()).isEqualTo("bob");
        now = now.plusSeconds(1);
        inventory.keys(ALICE, List.of(key("active", "")));
        assertThat(entries.get(entries.size() - 2).what()).isEqualTo("{\"left-out\":10000}");
        assertThat(entries.getLast().outcome()).isEqualTo("active");
    }

    @Test
    void what_else_becomes_of_a_device_leaves_none() {
        inventory.keys(ALICE, List.of(key("active", "2026-11-30T12:00:00Z")));
        inventory.connectionChanged(ALICE, Connection.connected(Instant.EPOCH));
        inventory.keys(ALICE, List.of(key("active", "2026-11-30T13:00:00Z")));
        inventory.keys(ALICE, List.of());
        inventory.configured(ALICE, Optional.empty());

        assertThat(entries).hasSize(1);
    }
}
