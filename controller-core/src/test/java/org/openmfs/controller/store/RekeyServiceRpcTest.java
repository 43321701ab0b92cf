package org.openmfs.controller.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.operation.rev261130.RekeyServiceInputBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.operation.rev261130.RekeyServiceOutput;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.openmfs.controller.api.Rekeying.Outcome;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/** What the operation answers that replaces a key. */
final class RekeyServiceRpcTest {
    private static RpcResult<RekeyServiceOutput> answer(Outcome outcome) throws Exception {
        return new RekeyServiceRpc(
                        service -> service.value().equals("blue") ? outcome : new Outcome.Unknown(), Runnable::run)
                .invoke(new RekeyServiceInputBuilder()
                        .setId(new org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId("blue"))
                        .build())
                .get();
    }

    private static void refused(Outcome outcome, ErrorTag tag, String text) throws Exception {
        assertThat(answer(outcome).getErrors()).singleElement().satisfies(error -> {
            assertThat(error.getTag()).isEqualTo(tag);
            assertThat(error.getMessage()).isEqualTo(text);
        });
    }

    @Test
    void an_order_that_the_devices_took_is_a_success() throws Exception {
        assertThat(answer(new Outcome.Ordered()).isSuccessful()).isTrue();
    }

    @Test
    void what_speaks_against_it_is_told_with_the_leaf_or_the_device() throws Exception {
        refused(new Outcome.Unknown(), ErrorTag.DATA_MISSING, "id: there is no service blue");
        refused(new Outcome.Keyless(), ErrorTag.INVALID_VALUE, "id: service blue has no key to replace");
        refused(
                new Outcome.Refused(List.of(
                        new Trouble(ReasonCode.DEVICE_UNREACHABLE, "alice", "no session"),
                        new Trouble(ReasonCode.DEVICE_REFUSED, "bob", "no association blue/2"))),
                ErrorTag.OPERATION_FAILED,
                "alice: no session; bob: no association blue/2");
    }
}
