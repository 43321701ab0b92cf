package org.openmfs.agent.peer.wire;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.List;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.combine.Suite;
import org.openmfs.agent.encdec.Profile;
import org.openmfs.agent.encdec.Shape;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.peer.proto.Answer;
import org.openmfs.agent.peer.proto.Confirm;
import org.openmfs.agent.peer.proto.Confirmed;
import org.openmfs.agent.peer.proto.Envelope;
import org.openmfs.agent.peer.proto.InstallReceive;
import org.openmfs.agent.peer.proto.KeyMessage;
import org.openmfs.agent.peer.proto.Offer;
import org.openmfs.agent.peer.proto.Query;
import org.openmfs.agent.peer.proto.ReceiveInstalled;
import org.openmfs.agent.peer.proto.Refuse;
import org.openmfs.agent.peer.proto.Reselect;
import org.openmfs.agent.peer.proto.Retire;
import org.openmfs.agent.peer.proto.Retired;
import org.openmfs.agent.peer.proto.Standing;
import org.openmfs.agent.peer.proto.SwitchTransmit;
import org.openmfs.agent.peer.proto.TransmitSwitched;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.Signature;

/** Writes messages of associations as the published envelopes. */
public final class Writer {
    static final int LONGEST_TEXT = 256;

    private Writer() {}

    public static Envelope envelope(Message message) {
        KeyMessage.Builder body = KeyMessage.newBuilder()
                .setAssociation(message.association().name())
                .setKey(octets(message.key()));
        write(message, body);
        return Envelope.newBuilder().setKeyMessage(body).build();
    }

    private static void write(Message message, KeyMessage.Builder body) {
        switch (message) {
            case Message.Offer offer -> body.setOffer(offer(offer));
            case Message.Answer answer -> body.setAnswer(answer(answer));
            case Message.Reselect reselect ->
                body.setReselect(Reselect.newBuilder()
                        .setWanted(reselect.wanted().name())
                        .setFloor(floor(reselect.floor())));
            case Message.Confirm confirm ->
                body.setConfirm(Confirm.newBuilder()
                        .setTag(octets(confirm.proof().tag()))
                        .setSignature(octets(confirm.proof().signature())));
            case Message.Confirmed confirmed -> body.setConfirmed(Confirmed.getDefaultInstance());
            case Message.Refuse refuse -> body.setRefuse(refuse(refuse));
            case Message.InstallReceive install ->
                body.setInstallReceive(InstallReceive.newBuilder().setSlot(number(install.slot())));
            case Message.ReceiveInstalled installed ->
                body.setReceiveInstalled(ReceiveInstalled.newBuilder().setSlot(number(installed.slot())));
            case Message.SwitchTransmit transmit -> body.setSwitchTransmit(switchTransmit(transmit));
            case Message.TransmitSwitched switched -> body.setTransmitSwitched(transmitSwitched(switched));
            case Message.Retire retire -> body.setRetire(retire(retire));
            case Message.Retired retired -> body.setRetired(Retired.getDefaultInstance());
            case Message.Query query -> body.setQuery(Query.getDefaultInstance());
            case Message.Standing standing ->
                body.setStanding(Standing.newBuilder().setStage(Vocabulary.published(standing.stage())));
        }
    }

    private static Offer offer(Message.Offer offer) {
        Offer.Builder out = Offer.newBuilder();
        switch (offer.purpose()) {
            case Purpose.Channel channel -> out.setChannel(profile(channel.profile()));
            case Purpose.Unknown unknown -> {}
        }
        return out.addAllSuites(offer.suites().stream().map(Writer::suite).toList())
                .setSelected(offer.selected().name())
                .setFloor(floor(offer.floor()))
                .setNonce(octets(offer.nonce()))
                .setLabelShare(octets(offer.labelShare()))
                .addAllContributions(contributions(offer.contributions()))
                .setInitiatorCertificate(octets(offer.certificates().own()))
                .setResponderCertificate(octets(offer.certificates().peer()))
                .build();
    }

    private static SwitchTransmit switchTransmit(Message.SwitchTransmit order) {
        SwitchTransmit.Builder out = SwitchTransmit.newBuilder();
        order.insteadOf().ifPresent(tried -> out.setInsteadOf(octets(tried)));
        return out.build();
    }

    private static TransmitSwitched transmitSwitched(Message.TransmitSwitched switched) {
        TransmitSwitched.Builder out = TransmitSwitched.newBuilder();
        switched.insteadOf().ifPresent(tried -> out.setInsteadOf(octets(tried)));
        return out.build();
    }

    private static Answer answer(Message.Answer answer) {
        Answer.Builder out = Answer.newBuilder();
        switch (answer.purpose()) {
            case Purpose.Channel channel -> out.setChannel(profile(channel.profile()));
            case Purpose.Unknown unknown -> {}
        }
        return out.setFloor(floor(answer.floor()))
                .setNonce(octets(answer.nonce()))
                .setLabelShare(octets(answer.labelShare()))
                .addAllContributions(contributions(answer.contributions()))
                .setTag(octets(answer.proof().tag()))
                .setSignature(octets(answer.proof().signature()))
                .build();
    }

    private static Refuse refuse(Message.Refuse refuse) {
        return Refuse.newBuilder()
                .setReason(refuse.reason().word())
                .setText(cut(refuse.text()))
                .build();
    }

    private static Retire retire(Message.Retire retire) {
        return Retire.newBuilder()
                .setCause(Vocabulary.published(retire.cause()))
                .setText(cut(retire.text()))
                .build();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static org.openmfs.agent.peer.proto.Suite suite(Suite suite) {
        return org.openmfs.agent.peer.proto.Suite.newBuilder()
                .setId(suite.id().name())
                .addAllMethods(suite.methods().stream().map(MethodId::name).toList())
                .setCombiner(suite.combiner().word())
                .build();
    }

    private static org.openmfs.agent.peer.proto.PolicyFloor floor(PolicyFloor floor) {
        return org.openmfs.agent.peer.proto.PolicyFloor.newBuilder()
                .setFactors(floor.factors())
                .setDiversity(floor.diversity())
                .addAllRequired(
                        floor.required().stream().map(Ground::word).sorted().toList())
                .build();
    }

    private static org.openmfs.agent.peer.proto.Profile profile(Profile profile) {
        return org.openmfs.agent.peer.proto.Profile.newBuilder()
                .setKind(profile.kind())
                .setCipherSuite(profile.cipherSuite())
                .setKeyBits(profile.key().bits())
                .setSlots(profile.shape().slots())
                .setShared(profile.shape().keys() == Shape.Keys.SHARED)
                .setSaltOctets(profile.shape().saltOctets())
                .build();
    }

    private static List<ByteString> contributions(List<MethodMessage> contributions) {
        return contributions.stream()
                .map(contribution -> ByteString.copyFrom(contribution.body()))
                .toList();
    }

    private static ByteString octets(Octets octets) {
        return ByteString.copyFrom(octets.value());
    }

    private static ByteString octets(Signature signature) {
        return ByteString.copyFrom(signature.value());
    }

    private static ByteString octets(KeyId key) {
        return ByteString.copyFrom(HexFormat.of().parseHex(key.hex()));
    }

    private static int number(Slot slot) {
        return slot.number();
    }
}
