package org.openmfs.karaf.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ServiceId;

/** Services as the console shows them. */
final class ServiceViews {
    private static final List<String> COLUMNS =
            List.of("service", "a", "z", "class", "phase", "suite", "stock", "rekeys", "since", "reasons");

    private ServiceViews() {}

    static Shown all(List<ServiceState> services) {
        return new Shown.Rows(COLUMNS, services.stream().map(ServiceViews::row).toList());
    }

    private static List<String> row(ServiceState state) {
        return List.of(
                state.service().value(),
                Cell.of(state.intent().map(Intent::a)),
                Cell.of(state.intent().map(Intent::z)),
                Cell.of(state.intent().map(Intent::protectionClass)),
                state.phase().toString(),
                Cell.of(state.keying().suite()),
                Integer.toString(state.keying().stock()),
                Long.toString(state.keying().rekeys()),
                Cell.of(state.lastChange()),
                Cell.all(state.reasons().stream().map(reason -> reason.code().word())));
    }

    static Shown one(List<ServiceState> services, ServiceId id) {
        return services.stream()
                .filter(state -> state.service().equals(id))
                .findFirst()
                .map(ServiceViews::facts)
                .orElseThrow(() -> new IllegalArgumentException("there is no service " + id));
    }

    private static Shown facts(ServiceState state) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        List<String> row = row(state);
        for (int i = 0; i < COLUMNS.size() - 1; i++) {
            facts.put(COLUMNS.get(i), List.of(row.get(i)));
        }
        facts.put("key", List.of(Cell.of(state.keying().key())));
        facts.put("last rekey", List.of(Cell.of(state.keying().lastRekey())));
        facts.put("next rekey", List.of(Cell.of(state.keying().nextRekey())));
        facts.put("generation", List.of(state.observedGeneration() + " of " + state.generation()));
        facts.put("plan", List.of(Cell.of(state.plan().map(Plan::hash))));
        facts.put("reasons", state.reasons().stream().map(ServiceViews::text).toList());
        return new Shown.Facts(facts);
    }

    private static String text(Reason reason) {
        String subject = reason.subject().isEmpty() ? "" : " " + reason.subject();
        return reason.code().word() + subject + ": " + reason.text() + ", since " + Cell.of(reason.since());
    }
}
