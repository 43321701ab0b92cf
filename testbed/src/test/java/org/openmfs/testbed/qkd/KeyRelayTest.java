package org.openmfs.testbed.qkd;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.testbed.topology.QkdPlan;

final class KeyRelayTest {
    private final HandClock clock = new HandClock();
    private final SecureRandom random = new SecureRandom();

    private QuantumLink link(int number) {
        QkdPlan.Link plan =
                new QkdPlan.Link("link-" + number, new UUID(1, number), "x", "y", 0, 1, 10, 5, 1, 10_000, 10_000);
        return new QuantumLink(plan, new UUID(2, number), new UUID(2, number + 1), clock, random);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void both_ends_of_a_path_get_the_same_fresh_key_and_every_hop_pays_for_it(int length) {
        List<QuantumLink> hops = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            hops.add(link(i));
        }

        QuantumLink.SharedBits first = KeyRelay.establish(hops, 256);
        QuantumLink.SharedBits second = KeyRelay.establish(hops, 256);

        assertThat(first.far()).hasSize(32).isEqualTo(first.near());
        assertThat(second.near()).isNotEqualTo(first.near());
        assertThat(hops).allSatisfy(hop -> assertThat(hop.store().available()).isEqualTo(10_000 - 512));
    }
}
