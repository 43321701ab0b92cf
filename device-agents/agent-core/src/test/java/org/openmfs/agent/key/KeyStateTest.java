package org.openmfs.agent.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.agent.key.KeyState.ACTIVE;
import static org.openmfs.agent.key.KeyState.COMPROMISED;
import static org.openmfs.agent.key.KeyState.DEACTIVATED;
import static org.openmfs.agent.key.KeyState.DESTROYED;
import static org.openmfs.agent.key.KeyState.PRE_ACTIVATION;
import static org.openmfs.agent.key.KeyState.SUSPENDED;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The moves of NIST SP 800-57 Part 1 Rev. 5, figure 3, and no others. */
final class KeyStateTest {
    private static final Map<KeyState, Set<KeyState>> MOVES = Map.of(
            PRE_ACTIVATION, EnumSet.of(ACTIVE, COMPROMISED, DESTROYED),
            ACTIVE, EnumSet.of(SUSPENDED, DEACTIVATED, COMPROMISED, DESTROYED),
            SUSPENDED, EnumSet.of(ACTIVE, DEACTIVATED, COMPROMISED, DESTROYED),
            DEACTIVATED, EnumSet.of(COMPROMISED, DESTROYED),
            COMPROMISED, EnumSet.of(DESTROYED),
            DESTROYED, EnumSet.noneOf(KeyState.class));

    @Test
    void a_key_goes_where_the_standard_lets_it_and_nowhere_else() {
        for (KeyState from : KeyState.values()) {
            for (KeyState to : KeyState.values()) {
                assertThat(from.allows(to))
                        .as(from + " to " + to)
                        .isEqualTo(MOVES.get(from).contains(to));
            }
        }
    }
}
