package org.openmfs.controller.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.archive.Entry;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;

/** Which entries steps leave. */
final class StepLogTest {
    private final List<Entry> entries = new ArrayList<>();
    private final StepLog log = new StepLog(entries::add);
    private final StepLog.Asked asked =
            new StepLog.Asked(new AssociationId("blue/1"), "configure blue/1", "alice, bob", "stands");

    private List<String> told() {
        return entries.stream()
                .map(entry -> String.join("|", entry.kind(), entry.who(), entry.from(), entry.what(), entry.outcome()))
                .toList();
    }

    private void refuse(String why) {
        assertThatThrownBy(() -> log.carryOut(List.of(asked), () -> {
                    throw new SouthboundFailure(ReasonCode.DEVICE_UNREACHABLE, "alice", why);
                }))
                .isInstanceOf(SouthboundFailure.class);
    }

    @Test
    void a_step_that_is_done_leaves_that_it_was_asked_and_stands_each_time() throws Exception {
        log.carryOut(List.of(asked), () -> assertThat(told()).hasSize(1));
        log.carryOut(List.of(asked), () -> {});

        assertThat(told())
                .containsExactly(
                        "step|blue|alice, bob|configure blue/1|asked",
                        "step|blue|alice, bob|configure blue/1|stands",
                        "step|blue|alice, bob|configure blue/1|asked",
                        "step|blue|alice, bob|configure blue/1|stands");
    }

    @Test
    void what_is_refused_again_for_the_same_reason_is_there_once_and_another_reason_too() throws Exception {
        refuse("no answer");
        refuse("no answer");
        refuse("no answer");
        refuse("it says no");
        log.carryOut(List.of(asked), () -> {});
        refuse("it says no");

        assertThat(entries)
                .extracting(Entry::outcome)
                .containsExactly(
                        "asked",
                        "refused by alice: device-unreachable: no answer",
                        "refused by alice: device-unreachable: it says no",
                        "stands",
                        "asked",
                        "refused by alice: device-unreachable: it says no");
    }

    @Test
    void another_step_at_the_same_devices_is_asked_though_the_one_before_was_refused() throws Exception {
        refuse("no answer");
        log.carryOut(
                List.of(new StepLog.Asked(asked.association(), "take back blue/1", asked.where(), "taken back")),
                () -> {});

        assertThat(entries)
                .extracting(Entry::outcome)
                .containsExactly("asked", "refused by alice: device-unreachable: no answer", "asked", "taken back");
    }

    @Test
    void a_fault_of_ours_is_told_as_one_and_goes_on_to_whoever_asked() {
        assertThatThrownBy(() -> log.carryOut(List.of(asked), () -> {
                    throw new IllegalStateException("a fault");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(entries).extracting(Entry::outcome).containsExactly("asked", "failed by a fault of the controller");
    }

    @Test
    void what_a_device_says_at_length_is_cut() {
        refuse("no ".repeat(2_000));

        assertThat(entries.getLast().outcome()).hasSizeLessThan(310).endsWith("…");
    }
}
