package org.openmfs.agent.combine;

import java.util.List;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Family;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;

/**
 * All that is public and enters a combined key: whom it is for, what it is made of, what was said.
 *
 * @param factors one a method of the suite, in its order
 */
public record Recipe(
        SuiteId suite,
        KeyId key,
        CfId initiator,
        CfId responder,
        Label purpose,
        List<Factor> factors,
        Transcript transcript) {
    public Recipe {
        factors = List.copyOf(factors);
    }

    /**
     * One method's public part.
     *
     * @param offer the initiator's message: a public key (ek), or the name of an external key
     * @param answer the responder's message: a ciphertext (ct), or nothing
     */
    public record Factor(MethodId method, Family family, MethodMessage offer, MethodMessage answer) {
        /** What names the secret outside of this protocol, for example a QKD key_ID; empty where nothing does. */
        byte[] externalKeyId() {
            return family == Family.QUANTUM_CHANNEL ? offer.body() : new byte[0];
        }
    }

    /** The context of the key, every part behind its length. */
    byte[] context(List<Integer> secretBits) {
        LengthPrefixed out = new LengthPrefixed()
                .add(Label.CONTEXT)
                .add(suite.name())
                .add(key.hex())
                .add(initiator.name())
                .add(responder.name())
                .add(purpose);
        for (int i = 0; i < factors.size(); i++) {
            Factor factor = factors.get(i);
            out.add(factor.method().name())
                    .add(factor.family().identity())
                    .add(factor.externalKeyId())
                    .add(factor.offer().body())
                    .add(factor.answer().body())
                    .add(secretBits.get(i));
        }
        return out.add(transcript.hash()).octets();
    }
}
