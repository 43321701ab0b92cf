package org.openmfs.controller.plan;

import java.util.Optional;
import org.openmfs.controller.model.Network;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.model.Trouble;

/**
 * Whether two CFs can be supplied with QKD keys: both have a name towards their KME, and either both KMEs belong to two QKD
 * nodes that a manager of ours connects, or neither does and whoever runs them has joined them.
 */
record KmeSupply(Network.Cf a, Network.Cf z) {
    /** Whether a key link has to be set up between the two. */
    boolean needsKeyLink() {
        return a.qkdNode().isPresent() || z.qkdNode().isPresent();
    }

    /** What stands in the way, if anything. */
    Optional<Trouble> missing() {
        for (Network.Cf cf : new Network.Cf[] {a, z}) {
            if (cf.sae().isEmpty()) {
                return Optional.of(trouble(
                        "CF " + cf.id() + " has no sae-id in the network, so that no QKD key can be asked for it"));
            }
        }
        if (a.qkdNode().isPresent() != z.qkdNode().isPresent()) {
            return Optional.of(trouble("of the CFs " + a.id() + " and " + z.id()
                    + " only one has a qkd-node: either both KMEs are in a managed QKD network, or neither is"));
        }
        if (a.qkdNode().isPresent() && a.qkdNode().equals(z.qkdNode())) {
            String text = "the CFs " + a.id() + " and " + z.id()
                    + " get their keys from one QKD node: no QKD link lies between them";
            return Optional.of(new Trouble(ReasonCode.NO_KEY_PATH, "", text));
        }
        return Optional.empty();
    }

    private static Trouble trouble(String text) {
        return new Trouble(ReasonCode.NO_COMMON_METHOD, "", text);
    }
}
