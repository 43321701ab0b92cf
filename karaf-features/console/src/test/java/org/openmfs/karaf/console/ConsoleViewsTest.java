package org.openmfs.karaf.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.DeviceBelief;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Capabilities;
import org.openmfs.controller.model.CfId;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.Device;
import org.openmfs.controller.model.DeviceId;
import org.openmfs.controller.model.EncDecName;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Ground;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyId;
import org.openmfs.controller.model.KeyInformation;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.SuiteId;
import org.openmfs.controller.model.Trouble;

/** Tables and JSON of the console. */
final class ConsoleViewsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final DeviceId ALICE = new DeviceId("alice");
    private static final DeviceId BOB = new DeviceId("bob");
    private static final ServiceId BLUE = new ServiceId("blue");
    private static final ServiceState STATE = new ServiceState(
            BLUE,
            Optional.of(new Intent(
                    BLUE,
                    new EndpointId("a1"),
                    new EndpointId("z1"),
                    new ClassId("gold"),
                    false,
                    List.of(),
                    Optional.empty())),
            Phase.DEGRADED,
            2,
            1,
            NOON,
            List.of(new Reason(ReasonCode.LINK_DOWN, "link-1", "no light", NOON)),
            Optional.empty(),
            ServiceState.Keying.NONE);

    @Test
    void services_stand_under_their_columns() {
        assertThat(ServiceViews.all(List.of(STATE)).lines())
                .containsExactly(
                        "service  a   z   class  phase     suite  stock  rekeys  since                 reasons",
                        "blue     a1  z1  gold   degraded  -      0      0       2026-11-23T12:00:00Z  link-down");
    }

    @Test
    void one_service_is_shown_with_why_it_is_degraded() {
        assertThat(ServiceViews.one(List.of(STATE), BLUE).lines())
                .contains("phase       degraded", "generation  1 of 2")
                .last()
                .isEqualTo("reasons     link-down link-1: no light, since 2026-11-23T12:00:00Z");
    }

    @Test
    void a_service_that_is_not_there_is_refused_by_name() {
        assertThatThrownBy(() -> ServiceViews.one(List.of(), BLUE)).hasMessage("there is no service blue");
        assertThatThrownBy(() -> PlanViews.of(BLUE, Optional.empty())).hasMessage("there is no service blue");
    }

    @Test
    void what_stands_in_the_way_of_a_plan_is_told() {
        PlanOutcome outcome =
                new PlanOutcome.Unplannable(List.of(new Trouble(ReasonCode.UNKNOWN_CLASS, "gold", "no such class")));

        assertThat(PlanViews.of(BLUE, Optional.of(outcome)).lines())
                .containsExactly("service     blue", "in the way  unknown-class gold: no such class");
    }

    @Test
    void methods_are_sorted_and_are_objects_in_JSON() {
        Inventory known = Inventory.EMPTY
                .withMethod(new MethodId("qkd-014"), method("qkd-014", "quantum-channel", Method.Life.ALLOWED))
                .withMethod(new MethodId("hqc-256"), method("hqc-256", "code-goppa", Method.Life.COMPROMISED));

        assertThat(InventoryViews.methods(known).values())
                .isEqualTo(List.of(
                        Map.of(
                                "method",
                                "hqc-256",
                                "grounds",
                                "code-goppa",
                                "category",
                                "0",
                                "life",
                                "compromised",
                                "devices",
                                "-"),
                        Map.of(
                                "method",
                                "qkd-014",
                                "grounds",
                                "quantum-channel",
                                "category",
                                "0",
                                "life",
                                "allowed",
                                "devices",
                                "-")));
    }

    @Test
    void methods_that_devices_report_stand_beside_the_catalogue() {
        Inventory known = world(List.of())
                .withMethod(new MethodId("hqc-256"), method("hqc-256", "code-goppa", Method.Life.COMPROMISED))
                .withMethod(new MethodId("qkd-014"), method("qkd-014", "quantum-channel", Method.Life.ALLOWED));

        assertThat(InventoryViews.methods(known).lines())
                .containsExactly(
                        "method       grounds             category  life         devices",
                        "hqc-256      code-goppa          0         compromised  -",
                        "ml-kem-1024  structured-lattice  5         -            alice, bob",
                        "qkd-014      quantum-channel     0         allowed      alice");
    }

    @Test
    void keys_fit_a_hundred_columns_and_destroyed_ones_are_left_out_unless_asked_for() {
        Inventory known = world(List.of(key("c0ffee", Optional.empty()), key("dead00", Optional.of(NOON))));

        List<String> shown = KeyViews.of(known, new KeyViews.Wish(false, false)).lines();

        assertThat(shown).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(shown.get(1)).startsWith("c0ffee00").doesNotContain("c0ffee" + "0".repeat(26));
        assertThat(KeyViews.of(known, new KeyViews.Wish(true, false)).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100))
                .anyMatch(line -> line.startsWith("dead0000"));
        assertThat(KeyViews.of(known, new KeyViews.Wish(false, true)).lines())
                .hasSize(2)
                .anyMatch(line ->
                        line.startsWith(key("c0ffee", Optional.empty()).id().value()));
    }

    @Test
    void short_ids_of_keys_tell_them_apart() {
        Inventory known = world(List.of(key("c0ffee00a", Optional.empty()), key("c0ffee00b", Optional.empty())));

        assertThat(KeyViews.of(known, new KeyViews.Wish(false, false)).lines())
                .anyMatch(line -> line.startsWith("c0ffee00a "))
                .anyMatch(line -> line.startsWith("c0ffee00b "));
    }

    private static KeyInformation key(String beginning, Optional<Instant> destroyed) {
        return new KeyInformation(
                new KeyId(beginning + "0".repeat(32 - beginning.length())),
                new AssociationId("a-service-with-a-long-name-of-its-own"),
                destroyed.isPresent() ? "destroyed" : "active",
                Optional.of(new SuiteId("ml-kem-1024+hqc-256+qkd-014+psk-hmac")),
                Set.of(
                        new KeyInformation.Origin(new MethodId("ml-kem-1024"), ""),
                        new KeyInformation.Origin(new MethodId("qkd-014"), "y"),
                        new KeyInformation.Origin(new MethodId("qkd-014"), "z")),
                Optional.of(new EncDecName("macsec0")),
                new KeyInformation.Times(Optional.of(NOON), Optional.empty(), Optional.empty(), destroyed));
    }

    private static Inventory world(List<KeyInformation> keys) {
        Method mlKem = Method.of(new MethodId("ml-kem-1024"), new Ground("structured-lattice"), 5, Method.Life.ALLOWED);
        Method qkd = Method.of(new MethodId("qkd-014"), new Ground("quantum-channel"), 0, Method.Life.ALLOWED);
        return Inventory.EMPTY
                .withDevice(ALICE, Optional.of(belief(ALICE, List.of(mlKem, qkd), keys)))
                .withDevice(BOB, Optional.of(belief(BOB, List.of(mlKem), List.of())));
    }

    private static DeviceBelief belief(DeviceId id, List<Method> methods, List<KeyInformation> keys) {
        return new DeviceBelief(
                new Device(id, "127.0.0.1", 830, "SHA256:x", new Credential("mfs", "secret"), false),
                Connection.connected(NOON),
                Optional.of(new Capabilities(
                        new CfId("cf-" + id),
                        "127.0.0.1",
                        9000,
                        methods.stream().collect(Collectors.toMap(Method::id, method -> method)),
                        Map.of())),
                Map.of(),
                Map.of(),
                keys.stream().collect(Collectors.toMap(KeyInformation::id, key -> key)));
    }

    private static Optional<Method> method(String id, String ground, Method.Life life) {
        return Optional.of(Method.of(new MethodId(id), new Ground(ground), 0, life));
    }
}
