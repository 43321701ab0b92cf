package org.openmfs.karaf.composition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.network.rev180226.Networks;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.method.rev261129.Methods;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Devices;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.network.rev261130.Managers;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.policy.rev261129.ProtectionClasses;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Services;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.QName;
import org.openmfs.controller.api.DryRun;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.api.ProposedConfiguration;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;
import org.openmfs.controller.store.ProposalReader;
import org.openmfs.northbound.check.ProposedChange;
import org.openmfs.northbound.check.RequestCheck;

/** Lets a service be changed only if it would have the plan that the client has seen, where the client says which that is. */
public final class PlanExpectation implements RequestCheck {
    /** What plans are made of beside services. */
    private static final Map<QName, String> OTHERS = Map.of(
            ProtectionClasses.QNAME, "/mfs-policy:protection-classes",
            Methods.QNAME, "/mfs-method:methods",
            Networks.QNAME, "/ietf-network:networks",
            Managers.QNAME, "/mfs-network:managers",
            Devices.QNAME, "/mfs-network:devices");

    private final ProposalReader reader;
    private final DryRun dryRun;

    public PlanExpectation(ProposalReader reader, DryRun dryRun) {
        this.reader = reader;
        this.dryRun = dryRun;
    }

    @Override
    public Set<QName> concerns() {
        return Set.of(Services.QNAME);
    }

    @Override
    public boolean heedsExpectedPlan() {
        return true;
    }

    @Override
    public List<Refusal> check(ProposedChange change) {
        if (change.expectedPlan().isEmpty()) {
            return List.of();
        }
        List<Refusal> beside = beside(change);
        return beside.isEmpty()
                ? objection(change, change.expectedPlan().get()).stream().toList()
                : beside;
    }

    /** The dry run is of what is configured now: it would be of another plan than the one that there will be. */
    private static List<Refusal> beside(ProposedChange change) {
        return OTHERS.entrySet().stream()
                .filter(other -> !change.before(other.getKey()).equals(change.after(other.getKey())))
                .map(Map.Entry::getValue)
                .sorted()
                .map(path -> new Refusal(
                        ErrorTag.INVALID_VALUE,
                        path,
                        "'expected-plan' goes with a change of a service alone: the plan is looked for in what is"
                                + " configured now. Make this change before, by a request of its own."))
                .toList();
    }

    private Optional<Refusal> objection(ProposedChange change, String expected) {
        Map<ServiceId, Intent> before = intents(reader.read(change::before));
        Map<ServiceId, Intent> after = intents(reader.read(change::after));
        List<ServiceId> changed = Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(before.get(id), after.get(id)))
                .toList();
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        if (changed.size() > 1 || !after.containsKey(changed.getFirst())) {
            return Optional.of(new Refusal(
                    ErrorTag.INVALID_VALUE,
                    "/mfs-service:services",
                    "'expected-plan' goes with a change of one service that there is afterwards."));
        }
        return objection(after.get(changed.getFirst()), expected);
    }

    private Optional<Refusal> objection(Intent intent, String expected) {
        PlanOutcome outcome = dryRun.plan(intent.service(), Optional.of(intent)).orElseThrow();
        return switch (outcome) {
            case PlanOutcome.Planned planned ->
                planned.plan().hash().equals(expected)
                        ? Optional.empty()
                        : refused(
                                intent,
                                "The plan would have the hash " + planned.plan().hash()
                                        + ", not the one that is expected.");
            case PlanOutcome.Unplannable unplannable ->
                refused(
                        intent,
                        "There would be no plan: "
                                + unplannable.troubles().stream()
                                        .map(Trouble::text)
                                        .collect(Collectors.joining("; ")) + ".");
        };
    }

    private static Optional<Refusal> refused(Intent intent, String message) {
        String path = "/mfs-service:services/service[id='" + intent.service() + "']";
        return Optional.of(new Refusal(ErrorTag.OPERATION_FAILED, path, message));
    }

    private static Map<ServiceId, Intent> intents(ProposedConfiguration configuration) {
        Map<ServiceId, Intent> intents = new HashMap<>();
        configuration.intents().forEach(intent -> intents.put(intent.service(), intent));
        return intents;
    }
}
