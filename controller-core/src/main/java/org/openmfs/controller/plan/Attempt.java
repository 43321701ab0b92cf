package org.openmfs.controller.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.inventory.Inventory;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.KeyLife;
import org.openmfs.controller.model.Leg;
import org.openmfs.controller.model.Method;
import org.openmfs.controller.model.MethodId;
import org.openmfs.controller.model.Plan;
import org.openmfs.controller.model.PlannedPath;
import org.openmfs.controller.model.ProtectionClass;
import org.openmfs.controller.model.Suite;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.policy.PublishedMethods;
import org.openmfs.controller.policy.SuiteSelection;

/** Planning once the encryption points of both ends and the class are known. */
final class Attempt {
    private final Intent intent;
    private final ProtectionClass protectionClass;
    private final Sides.Side a;
    private final Sides.Side z;
    private final Inventory inventory;
    private final KmeSupply kmes;
    private final Paths paths;
    private final Map<MethodId, Method> common;
    private final AssociationId association;

    /** How paths are found, and what others have of them. */
    record Paths(KeyPaths keys, DataPaths data, Taken taken) {}

    Attempt(Intent intent, ProtectionClass protectionClass, Ends ends, Inventory inventory, Paths paths) {
        this.intent = intent;
        this.protectionClass = protectionClass;
        this.a = ends.a();
        this.z = ends.z();
        this.inventory = inventory;
        this.paths = paths;
        kmes = new KmeSupply(a.cf(), z.cf());
        common = commonMethods();
        association = FirstLeg.of(intent.service(), Set.of(a.id(), z.id()), inventory);
    }

    Optional<Plan> terms() {
        return switch (selection()) {
            case SuiteSelection.Outcome.Refused refused -> Optional.empty();
            case SuiteSelection.Outcome.Selected selected -> Optional.of(compose(selected.suites(), List.of()));
        };
    }

    private SuiteSelection.Outcome selection() {
        SuiteSelection selection = new SuiteSelection(protectionClass, intent.methods());
        return selection
                .combinerRefusal(a.can().combiners(), z.can().combiners())
                .<SuiteSelection.Outcome>map(refused -> refused)
                .orElseGet(() -> selection.among(common));
    }

    PlanOutcome outcome() {
        return switch (selection()) {
            case SuiteSelection.Outcome.Refused refused -> unplannable(refusal(refused));
            case SuiteSelection.Outcome.Selected selected -> withPaths(selected.suites());
        };
    }

    /** With what keeps QKD from being used, where both CFs could. */
    private List<Trouble> refusal(SuiteSelection.Outcome.Refused refused) {
        List<Trouble> troubles = new ArrayList<>(List.of(new Trouble(refused.code(), "", refused.text())));
        boolean wanted = protectionClass.methods().stream()
                .anyMatch(method ->
                        bothCan(method) && a.can().methods().get(method).needsQuantumChannel());
        if (wanted) {
            kmes.missing().ifPresent(troubles::add);
        }
        return troubles;
    }

    private boolean bothCan(MethodId method) {
        return a.can().methods().containsKey(method) && z.can().methods().containsKey(method);
    }

    private PlanOutcome withPaths(List<Suite> suites) {
        List<PlannedPath> found = new ArrayList<>();
        List<Suite> feasible = suites;
        if (kmes.needsKeyLink() && suites.stream().anyMatch(this::needsQkd)) {
            KeyPaths.Result result = paths.keys()
                    .between(
                            new KeyPaths.Wish(association, a.cf(), z.cf(), protectionClass, life()),
                            inventory,
                            paths.taken());
            result.path().ifPresent(found::add);
            if (result.path().isEmpty()) {
                feasible = suites.stream().filter(suite -> !needsQkd(suite)).toList();
            }
            if (feasible.isEmpty()) {
                return unplannable(result.troubles());
            }
        }
        DataPaths.Result data = paths.data().between(association, a, z, inventory);
        data.path().ifPresent(found::add);
        return data.troubles().isEmpty()
                ? new PlanOutcome.Planned(compose(feasible, found))
                : unplannable(data.troubles());
    }

    private Plan compose(List<Suite> suites, List<PlannedPath> over) {
        Leg leg = new Leg(association, suites, protectionClass.floor(), life(), List.of(end(a, z), end(z, a)), over);
        return new Plan(intent.service(), List.of(leg));
    }

    private static Leg.End end(Sides.Side self, Sides.Side peer) {
        return new Leg.End(
                self.device().settings().id(),
                self.cf(),
                self.point(),
                peer.can().peerHost(),
                peer.can().peerPort());
    }

    private KeyLife life() {
        return intent.rekeyInterval()
                .filter(asked -> asked.compareTo(protectionClass.keyLife().rekeyInterval()) < 0)
                .map(protectionClass.keyLife()::withRekeyInterval)
                .orElse(protectionClass.keyLife());
    }

    private boolean needsQkd(Suite suite) {
        return suite.methods().stream().anyMatch(this::overQuantumChannel);
    }

    private boolean overQuantumChannel(MethodId method) {
        return common.get(method).needsQuantumChannel();
    }

    /** Methods that both CFs carry out and are supplied for. */
    private Map<MethodId, Method> commonMethods() {
        Map<MethodId, Method> shared = new HashMap<>();
        for (MethodId id : a.can().methods().keySet()) {
            method(id)
                    .filter(method ->
                            !method.needsQuantumChannel() || kmes.missing().isEmpty())
                    .ifPresent(method -> shared.put(id, method));
        }
        return shared;
    }

    /** What the catalogue says counts before what is published, and that before what both devices report. */
    private Optional<Method> method(MethodId id) {
        return !bothCan(id)
                ? Optional.empty()
                : Optional.ofNullable(inventory.methods().get(id))
                        .or(() -> Optional.ofNullable(PublishedMethods.ALL.get(id)))
                        .or(() -> a.can()
                                .methods()
                                .get(id)
                                .agreed(z.can().methods().get(id)));
    }

    private static PlanOutcome unplannable(List<Trouble> troubles) {
        return new PlanOutcome.Unplannable(troubles);
    }
}
