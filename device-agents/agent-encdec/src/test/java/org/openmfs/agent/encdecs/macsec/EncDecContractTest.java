package org.openmfs.agent.encdecs.macsec;

import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openmfs.agent.encdec.EncDecContract;
import org.openmfs.agent.encdec.LinkUnderTest;

final class EncDecContractTest {
    @TestFactory
    Stream<DynamicTest> the_simulated_twin_keeps_every_rule() {
        return each(SimulatedLink::new);
    }

    @TestFactory
    Stream<DynamicTest> the_driver_of_the_kernel_keeps_every_rule() {
        return each(FakeKernelLink::new);
    }

    private static Stream<DynamicTest> each(Callable<LinkUnderTest> maker) {
        return EncDecContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    try (LinkUnderTest link = maker.call()) {
                        rule.check().on(link);
                    }
                }));
    }
}
