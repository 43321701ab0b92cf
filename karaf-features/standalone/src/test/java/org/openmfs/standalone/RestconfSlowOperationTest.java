package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.SettableFuture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendaylight.mdsal.dom.api.DOMRpcIdentifier;
import org.opendaylight.mdsal.dom.api.DOMRpcResult;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.PlanService;

/** An operation that takes longer than its client waits. */
final class RestconfSlowOperationTest {
    @Test
    void is_not_told_as_one_that_changed_nothing(@TempDir Path folder) throws Exception {
        try (NorthSide north = new NorthSide(folder, UnaryOperator.identity(), Duration.ofMillis(300));
                var slow = north.mdsal
                        .domRpcProviderService()
                        .registerRpcImplementation(
                                (operation, input) -> SettableFuture.<DOMRpcResult>create(),
                                DOMRpcIdentifier.create(PlanService.QNAME))) {
            var told = north.json(
                    "POST",
                    "/restconf/operations/mfs-service:plan-service",
                    "{\"mfs-service:input\":{\"id\":\"blue\"}}");

            assertThat(slow).isNotNull();
            assertThat(told.status()).isEqualTo(503);
            assertThat(told.body()).doesNotContain("nothing was changed");
        }
    }
}
