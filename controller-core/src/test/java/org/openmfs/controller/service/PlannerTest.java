package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.EndpointId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/** Plans for intents that nobody checked before. */
final class PlannerTest {
    private final StagedWorld world = new StagedWorld().furnished();

    @Test
    void two_endpoints_at_one_device_have_no_plan() {
        PlanOutcome outcome = plan(intent("ep-alice", List.of(), Optional.empty()));
        assertThat(((PlanOutcome.Unplannable) outcome).troubles())
                .extracting(Trouble::code)
                .containsExactly(ReasonCode.NO_DATA_PATH);
    }

    @Test
    void a_longer_rekey_interval_than_the_class_has_is_not_granted() {
        PlanOutcome outcome = plan(intent("ep-bob", List.of(), Optional.of(Duration.ofDays(7))));
        assertThat(((PlanOutcome.Planned) outcome).plan().keyLife())
                .isEqualTo(Furniture.gold().keyLife());
    }

    @Test
    void the_dry_run_names_what_contradicts_the_class() {
        Intent wrong = intent("ep-alice", List.of(new MethodId("rot-13")), Optional.of(Duration.ofDays(7)));
        assertThat(world.services.contradictions(wrong))
                .extracting(Defect::path)
                .extracting(path -> path.substring(path.indexOf("]/") + 2))
                .containsExactly("z-end/endpoint", "method[.='rot-13']", "method", "rekey-interval");
    }

    private PlanOutcome plan(Intent intent) {
        return world.planner.plan(intent, world.inventory.current(), KeyBookings.NONE);
    }

    private static Intent intent(String z, List<MethodId> methods, Optional<Duration> interval) {
        Intent blue = Furniture.intent();
        return new Intent(
                blue.service(), blue.a(), new EndpointId(z), blue.protectionClass(), false, methods, interval);
    }
}
