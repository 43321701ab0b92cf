package org.openmfs.agent.peer.wire;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.combine.SuiteId;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Word;
import org.openmfs.agent.peer.proto.Answer;
import org.openmfs.agent.peer.proto.KeyMessage;
import org.openmfs.agent.peer.proto.Offer;
import org.openmfs.agent.peer.proto.Refuse;
import org.openmfs.agent.peer.proto.Retire;
import org.openmfs.agent.peer.proto.SwitchTransmit;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.Signature;

/** Reads published envelopes as messages of associations, and refuses what the published protocol does not allow. */
public final class Reader {
    private static final int MOST_SUITES = 64;
    private static final int MOST_FACTORS = 8;
    private static final int MOST_GROUNDS = 16;

    private final AssociationId association;
    private final KeyId key;

    private Reader(AssociationId association, KeyId key) {
        this.association = association;
        this.key = key;
    }

    /**
     * Reads one message.
     *
     * @throws Malformed if it breaks a rule of the protocol
     */
    public static Message message(KeyMessage published) throws Malformed {
        AssociationId association = checked(AssociationId::new, published.getAssociation(), "an association's name");
        return new Reader(association, keyId(published.getKey())).content(published);
    }

    private static KeyId keyId(ByteString octets) throws Malformed {
        return checked(
                published -> new KeyId(HexFormat.of().formatHex(published.toByteArray())),
                octets,
                "a key's identifier");
    }

    private Message content(KeyMessage published) throws Malformed {
        return switch (published.getContentCase()) {
            case OFFER -> offer(published.getOffer());
            case ANSWER -> answer(published.getAnswer());
            case RESELECT ->
                new Message.Reselect(
                        association,
                        key,
                        suiteId(published.getReselect().getWanted()),
                        floor(published.getReselect().getFloor()));
            case CONFIRM ->
                new Message.Confirm(
                        association,
                        key,
                        proof(
                                published.getConfirm().getTag(),
                                published.getConfirm().getSignature()));
            case CONFIRMED -> new Message.Confirmed(association, key);
            case REFUSE -> refuse(published.getRefuse());
            case INSTALL_RECEIVE ->
                new Message.InstallReceive(
                        association, key, slot(published.getInstallReceive().getSlot()));
            case RECEIVE_INSTALLED ->
                new Message.ReceiveInstalled(
                        association, key, slot(published.getReceiveInstalled().getSlot()));
            case SWITCH_TRANSMIT -> switchTransmit(published.getSwitchTransmit());
            case TRANSMIT_SWITCHED ->
                new Message.TransmitSwitched(
                        association,
                        key,
                        insteadOf(published.getTransmitSwitched().getInsteadOf()));
            case RETIRE -> retire(published.getRetire());
            case RETIRED -> new Message.Retired(association, key);
            case QUERY -> new Message.Query(association, key);
            case STANDING ->
                new Message.Standing(
                        association, key, Vocabulary.own(published.getStanding().getStage()));
            case CONTENT_NOT_SET -> throw new Malformed("a key message has a content of revision 2");
        };
    }

    private Message.SwitchTransmit switchTransmit(SwitchTransmit order) throws Malformed {
        return new Message.SwitchTransmit(association, key, insteadOf(order.getInsteadOf()));
    }

    private static Optional<KeyId> insteadOf(ByteString tried) throws Malformed {
        return tried.isEmpty() ? Optional.empty() : Optional.of(keyId(tried));
    }

    private Message.Offer offer(Offer offer) throws Malformed {
        if (offer.getSuitesCount() < 1 || offer.getSuitesCount() > MOST_SUITES) {
            throw new Malformed("an offer has 1 to 64 suites");
        }
        List<Suite> suites = new ArrayList<>();
        for (org.openmfs.agent.peer.proto.Suite suite : offer.getSuitesList()) {
            suites.add(suite(suite));
        }
        SuiteId selected = suiteId(offer.getSelected());
        List<MethodMessage> contributions = contributions(offer.getContributionsList());
        // A suite that is not listed is one that the peer has just given up: the association refuses it.
        boolean fits = suites.stream()
                .filter(suite -> suite.id().equals(selected))
                .findFirst()
                .map(chosen -> contributions.size() == chosen.methods().size())
                .orElse(true);
        if (!fits) {
            throw new Malformed("an offer has one contribution for each method of the selected suite");
        }
        return new Message.Offer(
                association,
                key,
                suites,
                selected,
                floor(offer.getFloor()),
                offer.hasChannel() ? channel(offer.getChannel()) : new Purpose.Unknown(),
                new Authenticator.Certificates(
                        octets(offer.getInitiatorCertificate()), octets(offer.getResponderCertificate())),
                octets(offer.getNonce()),
                octets(offer.getLabelShare()),
                contributions);
    }

    private Message.Answer answer(Answer answer) throws Malformed {
        return new Message.Answer(
                association,
                key,
                floor(answer.getFloor()),
                answer.hasChannel() ? channel(answer.getChannel()) : new Purpose.Unknown(),
                octets(answer.getNonce()),
                octets(answer.getLabelShare()),
                contributions(answer.getContributionsList()),
                proof(answer.getTag(), answer.getSignature()));
    }

    private Message.Refuse refuse(Refuse refuse) throws Malformed {
        return new Message.Refuse(association, key, reason(refuse.getReason()), printable(refuse.getText()));
    }

    /** A reason of a later revision is one that is not known. */
    private static ReasonCode reason(String word) throws Malformed {
        return ReasonCode.of(checked(one -> Word.require("a reason", one), word, "a reason"));
    }

    private Message.Retire retire(Retire retire) throws Malformed {
        return new Message.Retire(association, key, Vocabulary.own(retire.getCause()), printable(retire.getText()));
    }

    private static String printable(String text) throws Malformed {
        if (text.length() > Writer.LONGEST_TEXT) {
            throw new Malformed("a text has at most 256 characters");
        }
        return text.replaceAll("\\p{C}", "?");
    }

    private static Suite suite(org.openmfs.agent.peer.proto.Suite suite) throws Malformed {
        if (suite.getMethodsCount() > MOST_FACTORS) {
            throw new Malformed("a suite has 1 to 8 methods");
        }
        List<MethodId> methods = new ArrayList<>();
        for (String method : suite.getMethodsList()) {
            methods.add(checked(MethodId::new, method, "a method's id"));
        }
        SuiteId id = suiteId(suite.getId());
        CombinerId combiner = checked(CombinerId::new, suite.getCombiner(), "a combiner's name");
        return checked(list -> new Suite(id, list, combiner), methods, "a suite's list of different methods");
    }

    private static PolicyFloor floor(org.openmfs.agent.peer.proto.PolicyFloor floor) throws Malformed {
        if (floor.getRequiredCount() > MOST_GROUNDS) {
            throw new Malformed("a floor requires at most 16 grounds");
        }
        Set<Ground> required = new HashSet<>();
        for (String word : floor.getRequiredList()) {
            if (!required.add(checked(Ground::new, word, "a ground"))) {
                throw new Malformed("a floor requires a ground once");
            }
        }
        return checked(
                grounds -> new PolicyFloor(floor.getFactors(), floor.getDiversity(), grounds), required, "a floor");
    }

    private static Purpose channel(org.openmfs.agent.peer.proto.Profile profile) throws Malformed {
        return new Purpose.Channel(checked(Reader::own, profile, "what an Enc/Dec makes of a key"));
    }

    private static Profile own(org.openmfs.agent.peer.proto.Profile profile) {
        Shape.Keys keys = profile.getShared() ? Shape.Keys.SHARED : Shape.Keys.ONE_EACH;
        return new Profile(
                profile.getKind(),
                profile.getCipherSuite(),
                KeyLength.bits(profile.getKeyBits()),
                new Shape(profile.getSlots(), keys, profile.getSaltOctets()));
    }

    private static Message.Proof proof(ByteString tag, ByteString signature) throws Malformed {
        return new Message.Proof(
                octets(tag),
                checked(value -> new Signature(value.toByteArray()), signature, "the length of a signature"));
    }

    private static List<MethodMessage> contributions(List<ByteString> published) throws Malformed {
        if (published.size() > MOST_FACTORS) {
            throw new Malformed("there are at most 8 contributions");
        }
        List<MethodMessage> contributions = new ArrayList<>();
        for (ByteString body : published) {
            contributions.add(
                    checked(octets -> new MethodMessage(octets.toByteArray()), body, "a contribution's length"));
        }
        return contributions;
    }

    private static SuiteId suiteId(String name) throws Malformed {
        return checked(SuiteId::new, name, "a suite's id");
    }

    private static Octets octets(ByteString octets) throws Malformed {
        return checked(value -> new Octets(value.toByteArray()), octets, "the length of a nonce, share or tag");
    }

    private static Slot slot(int number) throws Malformed {
        return checked(Slot::new, number, "a slot");
    }

    /** Our types check their own form; here that becomes the peer's fault instead of ours. */
    private static <F, T> T checked(Function<F, T> type, F value, String what) throws Malformed {
        try {
            return type.apply(value);
        } catch (IllegalArgumentException e) {
            throw new Malformed(what + " is not of the published form");
        }
    }
}
