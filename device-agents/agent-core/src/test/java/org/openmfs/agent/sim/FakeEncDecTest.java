package org.openmfs.agent.sim;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openmfs.agent.encdec.AskedEncDec;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecContract;
import org.openmfs.agent.encdec.LinkUnderTest;

/** The Enc/Dec of the simulation keeps the rules that the real ones keep. */
final class FakeEncDecTest {
    @TestFactory
    Stream<DynamicTest> the_enc_dec_of_the_simulation_keeps_every_rule() {
        return EncDecContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    try (LinkUnderTest link = new FakeLink()) {
                        rule.check().on(link);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> one_that_is_asked_beforehand_keeps_every_rule_too() {
        return EncDecContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    try (LinkUnderTest link = new AskedLink()) {
                        rule.check().on(link);
                    }
                }));
    }

    private static final class AskedLink extends FakeLink {
        private final EncDec askedNear = AskedEncDec.of(super.near());
        private final EncDec askedFar = AskedEncDec.of(super.far());

        @Override
        public EncDec near() {
            return askedNear;
        }

        @Override
        public EncDec far() {
            return askedFar;
        }
    }

    private static class FakeLink implements LinkUnderTest {
        private final Checker checker = new Checker();
        private FakeEncDec.Mishap next = FakeEncDec.Mishap.NONE;
        private final FakeEncDec near = new FakeEncDec("a", checker, this::mishap, (wait, task) -> {});
        private final FakeEncDec far = new FakeEncDec("b", checker, () -> FakeEncDec.Mishap.NONE, (wait, task) -> {});

        private FakeEncDec.Mishap mishap() {
            FakeEncDec.Mishap now = next;
            next = FakeEncDec.Mishap.NONE;
            return now;
        }

        @Override
        public EncDec near() {
            return near;
        }

        @Override
        public EncDec far() {
            return far;
        }

        @Override
        public void send(int frames) {
            for (int i = 0; i < frames; i++) {
                near.send().ifPresent(far::receive);
            }
        }

        @Override
        public boolean canFail() {
            return true;
        }

        @Override
        public void failNext(boolean carriedOut) {
            next = carriedOut ? FakeEncDec.Mishap.UNANSWERED : FakeEncDec.Mishap.REFUSED;
        }

        @Override
        public void close() {}
    }
}
