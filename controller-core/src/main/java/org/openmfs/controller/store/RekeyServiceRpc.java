package org.openmfs.controller.store;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.operation.rev261130.RekeyService;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.operation.rev261130.RekeyServiceInput;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.operation.rev261130.RekeyServiceOutput;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.operation.rev261130.RekeyServiceOutputBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.openmfs.controller.api.Rekeying;
import org.openmfs.controller.model.ServiceId;

/** The operation that has a service's key replaced now. */
public final class RekeyServiceRpc implements RekeyService {
    private final Rekeying rekeying;
    private final Executor work;

    /** @param work carries out what blocks */
    public RekeyServiceRpc(Rekeying rekeying, Executor work) {
        this.rekeying = rekeying;
        this.work = work;
    }

    @Override
    public ListenableFuture<RpcResult<RekeyServiceOutput>> invoke(RekeyServiceInput input) {
        ServiceId id = new ServiceId(input.requireId().getValue());
        return Futures.submit(() -> answer(id, rekeying.rekey(id)), work);
    }

    private static RpcResult<RekeyServiceOutput> answer(ServiceId id, Rekeying.Outcome outcome) {
        return switch (outcome) {
            case Rekeying.Outcome.Ordered ordered ->
                RpcResultBuilder.success(new RekeyServiceOutputBuilder().build())
                        .build();
            case Rekeying.Outcome.Unknown unknown -> refused(ErrorTag.DATA_MISSING, "id: there is no service " + id);
            case Rekeying.Outcome.Keyless keyless ->
                refused(ErrorTag.INVALID_VALUE, "id: service " + id + " has no key to replace");
            case Rekeying.Outcome.Refused no ->
                refused(
                        ErrorTag.OPERATION_FAILED,
                        no.troubles().stream()
                                .map(trouble -> trouble.subject() + ": " + trouble.text())
                                .collect(Collectors.joining("; ")));
        };
    }

    private static RpcResult<RekeyServiceOutput> refused(ErrorTag tag, String text) {
        return RpcResultBuilder.<RekeyServiceOutput>failed()
                .withError(ErrorType.APPLICATION, tag, text)
                .build();
    }
}
