package org.openmfs.controller.store;

import com.google.common.util.concurrent.ListenableFuture;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.PlanService;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.PlanServiceInput;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.PlanServiceOutput;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.PlanServiceOutputBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.openmfs.controller.api.ConfigurationCheck.Defect;
import org.openmfs.controller.api.DryRun;
import org.openmfs.controller.api.PlanOutcome;
import org.openmfs.controller.model.Intent;
import org.openmfs.controller.model.Reason;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** The dry-run RPC: the plan that would be carried out, or the reasons why there is none. */
public final class PlanServiceRpc implements PlanService {
    private final DryRun dryRun;
    private final Function<Intent, List<Defect>> contradictions;
    private final InstantSource clock;

    /**
     * @param contradictions within an intent, which is then refused
     */
    public PlanServiceRpc(DryRun dryRun, Function<Intent, List<Defect>> contradictions, InstantSource clock) {
        this.dryRun = dryRun;
        this.contradictions = contradictions;
        this.clock = clock;
    }

    @Override
    public ListenableFuture<RpcResult<PlanServiceOutput>> invoke(PlanServiceInput input) {
        return answer(input).buildFuture();
    }

    private RpcResultBuilder<PlanServiceOutput> answer(PlanServiceInput input) {
        ServiceId id = new ServiceId(input.requireId().getValue());
        Optional<Intent> intent;
        try {
            intent = Optional.ofNullable(input.getIntent()).map(node -> ConfiguredPolicy.intent(id, node));
        } catch (java.util.NoSuchElementException missing) {
            return RpcResultBuilder.<PlanServiceOutput>failed()
                    .withError(ErrorType.APPLICATION, ErrorTag.MISSING_ELEMENT, missing.getMessage());
        }
        List<Defect> defects = intent.map(contradictions).orElse(List.of());
        if (!defects.isEmpty()) {
            return refused(defects);
        }
        Optional<PlanOutcome> outcome = dryRun.plan(id, intent);
        return outcome.map(known -> RpcResultBuilder.success(output(id, known)))
                .orElseGet(() -> RpcResultBuilder.<PlanServiceOutput>failed()
                        .withError(
                                ErrorType.APPLICATION,
                                ErrorTag.DATA_MISSING,
                                "id: there is no service " + id
                                        + "; give an intent to plan one that is not configured"));
    }

    /** A leaf is named as it stands in the input. */
    private static RpcResultBuilder<PlanServiceOutput> refused(List<Defect> defects) {
        RpcResultBuilder<PlanServiceOutput> refusal = RpcResultBuilder.failed();
        for (Defect defect : defects) {
            String leaf = defect.path().substring(defect.path().indexOf("]/") + 2);
            refusal.withError(ErrorType.APPLICATION, ErrorTag.INVALID_VALUE, "intent/" + leaf + ": " + defect.text());
        }
        return refusal;
    }

    private PlanServiceOutput output(ServiceId id, PlanOutcome outcome) {
        return switch (outcome) {
            case PlanOutcome.Planned planned ->
                new PlanServiceOutputBuilder()
                        .setPlan(PlanNodes.answer(planned.plan()))
                        .build();
            case PlanOutcome.Unplannable unplannable ->
                new PlanServiceOutputBuilder()
                        .setReason(StateNodes.reasons(dated(id, unplannable.troubles())))
                        .build();
        };
    }

    private List<Reason> dated(ServiceId id, List<Trouble> troubles) {
        return troubles.stream()
                .map(trouble -> Reason.of(id, trouble, clock.instant()))
                .toList();
    }
}
