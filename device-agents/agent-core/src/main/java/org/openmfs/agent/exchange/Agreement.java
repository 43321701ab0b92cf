package org.openmfs.agent.exchange;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.ArrayList;
import java.util.List;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.Parties;
import org.openmfs.agent.combine.CombinedKey;
import org.openmfs.agent.combine.KeySchedule;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.LengthPrefixed;
import org.openmfs.agent.combine.Recipe;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.Transcript;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.registry.KeyRecord;

/**
 * An offer and its answer, as both ends put them into the key.
 *
 * @param answer its proof takes no part
 */
record Agreement(AssociationContext context, Suite suite, Message.Offer offer, Message.Answer answer) {
    static final int NONCE_OCTETS = 32;

    /** Whether a message's parts have the lengths and the number that the suite asks for. */
    static boolean wellFormed(
            AssociationContext context, Suite suite, Octets nonce, Octets labelShare, int contributions) {
        return nonce.value().length == NONCE_OCTETS
                && labelShare.value().length == context.shareOctets(suite)
                && contributions == suite.methods().size();
    }

    /**
     * The key that follows from these messages and secrets; the secrets stay the caller's to close.
     *
     * @param origins where each secret comes from
     */
    @MustBeClosed
    CombinedKey combine(List<List<Origin>> origins, List<KeyMaterial> secrets) {
        KeySchedule.Shares shares = new KeySchedule.Shares(
                offer.labelShare().value(), answer.labelShare().value());
        return context.schedule(suite).combine(recipe(origins), shares, secrets);
    }

    /**
     * What the journal is to know of the key.
     *
     * @param order in which it was made
     */
    KeyRecord.Birth birth(long order, List<List<Origin>> origins) {
        return new KeyRecord.Birth(
                offer.association(),
                context.parties().peer(),
                suite.id(),
                order,
                origins.stream().flatMap(List::stream).toList(),
                new KeyRecord.Terms(suite.combiner().word(), offer.purpose().text(), suite.methods()));
    }

    /** What a side signs: everything that was said, and its tag. */
    byte[] signed(Label label, Octets tag) {
        return new LengthPrefixed()
                .add(label)
                .add(transcript().hash())
                .add(tag.value())
                .octets();
    }

    private Recipe recipe(List<List<Origin>> origins) {
        List<Recipe.Factor> factors = new ArrayList<>();
        for (int i = 0; i < suite.methods().size(); i++) {
            MethodId method = suite.methods().get(i);
            factors.add(new Recipe.Factor(
                    method,
                    context.grounds().get(method),
                    origins.get(i),
                    offer.contributions().get(i),
                    answer.contributions().get(i)));
        }
        Parties parties = context.parties();
        return new Recipe(
                suite.id(),
                offer.key(),
                parties.initiator(),
                parties.responder(),
                offer.purpose(),
                factors,
                transcript());
    }

    private Transcript transcript() {
        Parties parties = context.parties();
        Transcript.Parties named = new Transcript.Parties(
                offer.association().name(),
                offer.key(),
                new Transcript.Named(
                        parties.initiator(), offer.certificates().own().value()),
                new Transcript.Named(
                        parties.responder(), offer.certificates().peer().value()));
        Transcript.Share offered = new Transcript.Share(
                offer.floor(),
                offer.purpose(),
                offer.nonce().value(),
                offer.labelShare().value(),
                offer.contributions());
        Transcript.Share answered = new Transcript.Share(
                answer.floor(),
                answer.purpose(),
                answer.nonce().value(),
                answer.labelShare().value(),
                answer.contributions());
        return new Transcript(
                new Transcript.Offered(named, offer.suites(), offer.selected(), offered),
                new Transcript.Answered(answered));
    }
}
