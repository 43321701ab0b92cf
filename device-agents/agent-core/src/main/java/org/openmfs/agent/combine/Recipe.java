package org.openmfs.agent.combine;

import java.util.List;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

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
        Purpose purpose,
        List<Factor> factors,
        Transcript transcript) {
    public Recipe {
        factors = List.copyOf(factors);
    }

    /**
     * One method's public part.
     *
     * @param grounds what it stands on
     * @param origins where its secret comes from, for example a QKD key_ID
     * @param offer the initiator's message: a public key (ek), or the name of an external key
     * @param answer the responder's message: a ciphertext (ct), or nothing
     */
    public record Factor(
            MethodId method, List<Ground> grounds, List<Origin> origins, MethodMessage offer, MethodMessage answer) {
        public Factor {
            grounds = List.copyOf(grounds);
            origins = List.copyOf(origins);
        }

        private void writeTo(LengthPrefixed out) {
            out.add(method.name());
            out.nested(inner -> grounds.forEach(ground -> inner.add(ground.word())));
            out.nested(inner ->
                    origins.forEach(origin -> inner.add(origin.method().name()).add(origin.externalId())));
            out.add(offer.body()).add(answer.body());
        }
    }

    /**
     * The context of the key, every part behind its length.
     *
     * @param secretBits how long the secret of each factor is
     * @param transcriptHash of the transcript's octets, by the schedule's hash
     */
    public byte[] context(List<Integer> secretBits, byte[] transcriptHash) {
        LengthPrefixed out = new LengthPrefixed()
                .add(Label.CONTEXT)
                .add(suite.name())
                .add(key.hex())
                .add(initiator.name())
                .add(responder.name())
                .nested(purpose::writeTo);
        for (int i = 0; i < factors.size(); i++) {
            factors.get(i).writeTo(out);
            out.add(secretBits.get(i));
        }
        return out.add(transcriptHash).octets();
    }
}
