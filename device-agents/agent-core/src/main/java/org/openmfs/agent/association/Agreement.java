package org.openmfs.agent.association;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.Combiner;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.Transcript;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.Family;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.registry.KeyRecord;

/**
 * An offer and its answer, as both ends put them into the key.
 *
 * @param answer its tag takes no part
 */
record Agreement(
        Parties parties, Suite suite, Map<MethodId, Family> families, Message.Offer offer, Message.Answer answer) {
    static final int NONCE_OCTETS = 32;

    /** Whether a message's parts have the lengths and the number that the suite asks for. */
    static boolean wellFormed(Suite suite, Octets nonce, Octets labelShare, int contributions) {
        return nonce.value().length == NONCE_OCTETS
                && labelShare.value().length == Combiner.LABEL_SHARE_OCTETS
                && contributions == suite.methods().size();
    }

    /** The key that follows from these messages and secrets; the secrets stay the caller's to close. */
    @MustBeClosed
    CombinedKey combine(List<KeyMaterial> secrets) {
        byte[] salt =
                Combiner.salt(offer.labelShare().value(), answer.labelShare().value());
        return new Combiner().combine(recipe(), salt, secrets);
    }

    /** What the journal is to know of it. */
    KeyRecord.Terms terms() {
        return new KeyRecord.Terms(suite.combiner().identity(), Label.CHANNEL.path());
    }

    private Recipe recipe() {
        List<Recipe.Factor> factors = new ArrayList<>();
        for (int i = 0; i < suite.methods().size(); i++) {
            MethodId method = suite.methods().get(i);
            factors.add(new Recipe.Factor(
                    method,
                    families.get(method),
                    offer.contributions().get(i),
                    answer.contributions().get(i)));
        }
        return new Recipe(
                suite.id(),
                offer.key(),
                parties.initiator(),
                parties.responder(),
                Label.CHANNEL,
                factors,
                transcript());
    }

    private Transcript transcript() {
        Transcript.Parties named = new Transcript.Parties(
                offer.association().name(), offer.key(), parties.initiator(), parties.responder());
        Transcript.Share offered = new Transcript.Share(
                offer.floor(), offer.nonce().value(), offer.labelShare().value(), offer.contributions());
        Transcript.Share answered = new Transcript.Share(
                answer.floor(), answer.nonce().value(), answer.labelShare().value(), answer.contributions());
        return new Transcript(
                new Transcript.Offered(named, offer.suites(), offer.selected(), offered),
                new Transcript.Answered(answered));
    }
}
