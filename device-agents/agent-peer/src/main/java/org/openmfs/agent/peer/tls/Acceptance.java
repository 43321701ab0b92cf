package org.openmfs.agent.peer.tls;

import java.util.Optional;
import org.openmfs.agent.identity.ChainFault;
import org.openmfs.agent.key.CfId;

/** Which peers of a known authority are met; asked in the handshake. */
@FunctionalInterface
public interface Acceptance {
    /** Why this CF is not met here, if it is not. */
    Optional<ChainFault> refusal(CfId peer);

    /** Meets this CF alone. */
    static Acceptance only(CfId expected) {
        return peer -> peer.equals(expected)
                ? Optional.empty()
                : Optional.of(new ChainFault(
                        ChainFault.Kind.WRONG_NAME, "the certificate names CF " + peer + " instead of " + expected));
    }
}
