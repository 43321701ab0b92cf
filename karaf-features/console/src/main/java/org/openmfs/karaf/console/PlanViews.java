package org.openmfs.karaf.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Step;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.Trouble;

/** What planning came to, as the console shows it. */
final class PlanViews {
    private PlanViews() {}

    static Shown of(ServiceId id, Optional<PlanOutcome> outcome) {
        return switch (outcome.orElseThrow(() -> new IllegalArgumentException("there is no service " + id))) {
            case PlanOutcome.Planned planned -> plan(planned.plan());
            case PlanOutcome.Unplannable no -> troubles(id, no.troubles());
        };
    }

    private static Shown plan(Plan plan) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("service", List.of(plan.service().value()));
        facts.put("hash", List.of(plan.hash()));
        facts.put(
                "suites",
                plan.legs().stream()
                        .flatMap(leg -> leg.suites().stream())
                        .distinct()
                        .map(PlanViews::suite)
                        .toList());
        facts.put("paths", plan.paths().stream().map(PlanViews::path).toList());
        facts.put("steps", plan.steps().stream().map(Step::text).toList());
        return new Shown.Facts(facts);
    }

    private static String suite(Suite suite) {
        return suite.id() + " by " + suite.combiner();
    }

    private static String path(PlannedPath path) {
        String purpose = path.purpose() == PlannedPath.Purpose.KEY_EXCHANGE ? "key exchange" : "encryption";
        return purpose + " over " + String.join(" - ", path.nodes());
    }

    private static Shown troubles(ServiceId id, List<Trouble> troubles) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        facts.put("service", List.of(id.value()));
        facts.put("in the way", troubles.stream().map(PlanViews::trouble).toList());
        return new Shown.Facts(facts);
    }

    private static String trouble(Trouble trouble) {
        String subject = trouble.subject().isEmpty() ? "" : " " + trouble.subject();
        return trouble.code().word() + subject + ": " + trouble.text();
    }
}
