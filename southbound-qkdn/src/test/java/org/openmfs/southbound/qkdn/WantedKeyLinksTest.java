package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.AssociationId;
import org.openmfs.controller.model.KeyRates;
import org.openmfs.controller.spi.KeyNetworks.KeyLink;

final class WantedKeyLinksTest {
    private static final AssociationId BLUE = new AssociationId("blue/1");
    private static final KeyLink LINK =
            new KeyLink(BLUE, "sae-a", "sae-z", List.of(new UUID(0, 1), new UUID(0, 2)), new KeyRates(5, 256));

    private final WantedKeyLinks wanted = new WantedKeyLinks();

    @BeforeEach
    void a_key_link_that_stands() {
        wanted.begin(BLUE);
        wanted.stands(LINK);
    }

    private Optional<String> missing() {
        return wanted.states().get(BLUE).missing();
    }

    @Test
    void of_a_request_that_failed_half_way_it_is_told_that_the_key_link_may_be_half_changed() {
        wanted.begin(BLUE);
        wanted.refused(BLUE, true);

        assertThat(missing()).hasValueSatisfying(text -> assertThat(text).contains("blue/1", "half changed"));
        wanted.begin(BLUE);
        wanted.refused(BLUE, false);
        assertThat(missing()).isPresent();
    }

    @Test
    void it_stands_again_when_it_was_written_again() {
        wanted.begin(BLUE);
        wanted.refused(BLUE, true);
        wanted.begin(BLUE);
        wanted.stands(LINK);

        assertThat(missing()).isEmpty();
    }

    @Test
    void a_request_that_was_refused_before_anything_was_done_casts_no_doubt() {
        wanted.begin(BLUE);
        wanted.refused(BLUE, false);

        assertThat(missing()).isEmpty();
    }
}
