package org.openmfs.southbound.qkdn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At the address of a node of a key link another one answers. */
@Timeout(60)
final class OtherNodeTest {
    private final HeldNetwork network = new HeldNetwork();

    @AfterEach
    void stop() {
        network.close();
    }

    @Test
    void a_node_that_has_another_name_now_is_given_nothing() {
        network.z.becomes(new UUID(9, 9));

        assertThat(network.refused(300).getMessage()).contains(HeldNode.Z.toString());

        assertThat(network.a.entries()).isEmpty();
        assertThat(network.z.entries()).isEmpty();
    }
}
