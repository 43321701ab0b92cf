package org.openmfs.karaf.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.ClassId;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Family;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** Tables and JSON of the console. */
final class ConsoleViewsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
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
                .withMethod(new MethodId("hqc-256"), method("hqc-256", "code", Method.Life.COMPROMISED));

        assertThat(InventoryViews.methods(known).values())
                .isEqualTo(List.of(
                        Map.of("method", "hqc-256", "family", "code", "category", "0", "life", "compromised"),
                        Map.of("method", "qkd-014", "family", "quantum-channel", "category", "0", "life", "allowed")));
    }

    private static Optional<Method> method(String id, String family, Method.Life life) {
        return Optional.of(new Method(new MethodId(id), new Family(family), 0, life));
    }
}
