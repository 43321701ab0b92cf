package org.openmfs.controller.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.api.ServiceListener;
import org.openmfs.controller.api.ServiceState;
import org.openmfs.controller.model.Phase;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.ServiceId;
import org.openmfs.controller.model.Trouble;

/** What a reason is about, and in what words, where nobody said. */
final class ReasonSubjectsTest {
    private final List<ServiceState> told = new ArrayList<>();
    private final Standing standing = new Standing(new ServiceId("blue"), () -> Instant.EPOCH, new ServiceListener() {
        @Override
        public void serviceChanged(ServiceState state) {
            told.add(state);
        }

        @Override
        public void serviceGone(ServiceId service) {}
    });

    @Test
    void a_reason_without_a_subject_of_its_own_names_the_service() {
        standing.move(Phase.FAILED, List.of(new Trouble(ReasonCode.UNKNOWN_CLASS, "", "there is no class gold")));

        assertThat(told.getLast().reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.subject()).isEqualTo("blue");
            assertThat(reason.text()).isEqualTo("there is no class gold");
        });
    }

    @Test
    void a_reason_of_which_nobody_said_more_has_a_text_all_the_same() {
        standing.move(Phase.DEGRADED, List.of(new Trouble(ReasonCode.METHOD_FAILED, "bob", " ")));

        assertThat(told.getLast().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).contains("bob").doesNotContain(":"));
    }

    @Test
    void the_same_trouble_keeps_its_date_whether_or_not_it_names_the_service() {
        standing.move(Phase.FAILED, List.of(new Trouble(ReasonCode.UNKNOWN_CLASS, "", "one")));
        standing.move(
                Phase.FAILED,
                List.of(
                        new Trouble(ReasonCode.UNKNOWN_CLASS, "", "one"),
                        new Trouble(ReasonCode.UNKNOWN_CLASS, "blue", "two")));

        assertThat(told.getLast().reasons()).hasSize(1);
    }
}
