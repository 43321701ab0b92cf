package org.openmfs.agent.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.combine.Role;

/** What makes or verifies signatures breaks an assumption. */
final class BrokenSignatureTest {
    private final OneSide side = new OneSide(Role.INITIATOR);
    private final AssociationContext context = side.context;

    @Test
    void the_association_breaks_with_it_and_does_not_wait_for_ever() {
        List<String> computed = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> side.on(() -> context.<String>compute(
                        () -> {
                            throw new IllegalArgumentException("planted");
                        },
                        computed::add)))
                .withMessage("a computation broke")
                .withCauseInstanceOf(IllegalArgumentException.class);

        assertThat(computed).isEmpty();
    }
}
