package org.openmfs.agent.encdec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.key.KeyLength;

/** What an Enc/Dec of a module says of itself is known when keys are made, whatever becomes of the module. */
final class AskedEncDecTest {
    private static final Profile ODD =
            new Profile("odd", "stream", KeyLength.bits(256), new Shape(1, Shape.Keys.SHARED, 0));
    private final List<String> calls = new ArrayList<>();
    private final Module module = new Module();

    /** Counts its numbers up, and breaks where it is told to. */
    private final class Module implements EncDec {
        private long newest = 7;
        private Traits traits = Traits.OF_FRAMES;
        private boolean broken;

        @Override
        public String name() {
            return called("name", "odd0");
        }

        @Override
        public Profile profile() {
            return called("profile", ODD);
        }

        @Override
        public Traits traits() {
            return called("traits", traits);
        }

        @Override
        public long newestNumber() {
            return called("newestNumber", newest);
        }

        private <T> T called(String what, T answer) {
            calls.add(what);
            if (broken) {
                throw new NoSuchMethodError("planted");
            }
            return answer;
        }

        @Override
        public void guard(Map<Slot, Duration> left) {
            calls.add("guard " + left);
        }

        @Override
        public Observation observe() {
            return new Observation(List.of(), 3);
        }

        @Override
        public void prepareReceive(Slot slot, DirectionalKey key) throws EncDecFailure {
            newest++;
            throw new EncDecFailure("planted");
        }

        @Override
        public void switchTransmit(Slot slot, DirectionalKey key) {
            newest++;
        }

        @Override
        public void retire(Slot slot) {
            newest++;
        }

        @Override
        public void clear() {
            newest++;
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    @Test
    void it_is_asked_once() {
        EncDec asked = AskedEncDec.of(module);
        calls.clear();

        assertThat(asked.name()).isEqualTo("odd0");
        assertThat(asked.profile()).isEqualTo(ODD);
        assertThat(asked.traits()).isEqualTo(Traits.OF_FRAMES);
        assertThat(asked.newestNumber()).isEqualTo(7);
        assertThat(calls).isEmpty();
    }

    @Test
    void its_greatest_number_is_looked_at_after_each_call_also_one_that_failed() throws EncDecFailure {
        EncDec asked = AskedEncDec.of(module);

        assertThatThrownBy(() -> asked.prepareReceive(new Slot(0), null)).hasMessage("planted");
        assertThat(asked.newestNumber()).isEqualTo(8);
        asked.switchTransmit(new Slot(0), null);
        assertThat(asked.newestNumber()).isEqualTo(9);
        asked.retire(new Slot(0));
        assertThat(asked.newestNumber()).isEqualTo(10);
        asked.clear();
        assertThat(asked.newestNumber()).isEqualTo(11);
        module.newest = 20;
        assertThat(asked.observe().framesRefused()).isEqualTo(3);
        assertThat(asked.newestNumber()).isEqualTo(20);
    }

    @Test
    void what_it_is_told_and_its_end_reach_it() throws EncDecFailure {
        EncDec asked = AskedEncDec.of(module);
        calls.clear();

        asked.guard(Map.of(new Slot(1), Duration.ofSeconds(5)));
        asked.close();

        assertThat(calls).containsExactly("guard {" + new Slot(1) + "=PT5S}", "close");
    }

    @Test
    void one_that_breaks_where_it_is_asked_is_closed_and_the_fault_is_told() {
        module.broken = true;

        assertThatThrownBy(() -> AskedEncDec.of(module)).isInstanceOf(NoSuchMethodError.class);
        assertThat(calls).endsWith("close");
    }

    @Test
    void one_that_says_nothing_of_itself_is_not_taken() {
        module.traits = null;

        assertThatThrownBy(() -> AskedEncDec.of(module))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name, profile or traits");
        assertThat(calls).endsWith("close");
    }
}
