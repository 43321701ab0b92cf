package org.openmfs.agent.peer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmfs.agent.combine.Purpose;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.peer.proto.Envelope;
import org.openmfs.agent.peer.proto.KeyMessage;
import org.openmfs.agent.peer.proto.Offer;
import org.openmfs.agent.peer.proto.Retire;
import org.openmfs.agent.protocol.Message;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.protocol.RetireCause;

final class WireTest {
    static final List<Consumer<Offer.Builder>> WRONG_OFFERS = List.of(
            Offer.Builder::clearSuites,
            Offer.Builder::clearSelected,
            Offer.Builder::clearFloor,
            Offer.Builder::clearContributions,
            offer -> offer.setSelected("NOT A SUITE"),
            offer -> offer.addContributions(ByteString.EMPTY),
            offer -> offer.setNonce(ByteString.copyFrom(new byte[65])),
            offer -> offer.setLabelShare(ByteString.copyFrom(new byte[65])),
            offer -> offer.setContributions(0, ByteString.copyFrom(new byte[(2 << 20) + 1])),
            offer -> offer.getSuitesBuilder(0).clearCombiner(),
            offer -> offer.getSuitesBuilder(0).setCombiner("HMAC"),
            offer -> offer.getChannelBuilder().setKeyBits(9),
            offer -> offer.getChannelBuilder().setSlots(9),
            offer -> offer.getChannelBuilder().setSaltOctets(65),
            offer -> offer.getChannelBuilder().setKind("MACsec"),
            offer -> offer.setInitiatorCertificate(ByteString.copyFrom(new byte[65])),
            offer -> offer.getSuitesBuilder(1).clearMethods(),
            offer -> offer.getSuitesBuilder(1).addMethods("ml-kem-1024"),
            offer -> offer.getSuitesBuilder(1).addMethods("ML KEM"),
            offer -> offer.getSuitesBuilder(1).addAllMethods(List.of("a", "b", "c", "d", "e", "f", "g", "h")),
            offer -> offer.getFloorBuilder().setFactors(0),
            offer -> offer.getFloorBuilder().setFactors(9),
            offer -> offer.getFloorBuilder().setDiversity(3),
            offer -> offer.getFloorBuilder().addRequired("pre-shared"),
            offer -> offer.getFloorBuilder().addRequired("Pre-Shared"));

    static Stream<Message> messages() {
        return Samples.messages();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void I8_every_message_survives_the_wire(Message message) throws InvalidProtocolBufferException, Malformed {
        byte[] wire = Writer.envelope(message).toByteArray();

        assertThat(Reader.message(Envelope.parseFrom(wire).getKeyMessage())).isEqualTo(message);
    }

    @Test
    void the_samples_hold_every_kind_of_message() {
        assertThat(Samples.messages().<Class<?>>map(Message::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Message.class.getPermittedSubclasses())
                        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @FieldSource("WRONG_OFFERS")
    void an_offer_that_breaks_a_rule_is_malformed(Consumer<Offer.Builder> wrong) throws Malformed {
        KeyMessage.Builder message =
                Writer.envelope(Samples.offer(new MethodMessage(new byte[10]))).getKeyMessage().toBuilder();
        assertThat(Reader.message(message.build())).isNotNull();

        wrong.accept(message.getOfferBuilder());

        assertThatThrownBy(() -> Reader.message(message.build())).isInstanceOf(Malformed.class);
    }

    @Test
    void an_offer_whose_selected_suite_its_sender_has_just_given_up_is_stale_and_not_malformed() throws Malformed {
        KeyMessage.Builder message =
                Writer.envelope(Samples.offer(new MethodMessage(new byte[10]))).getKeyMessage().toBuilder();
        message.getOfferBuilder().setSelected("another+suite").clearContributions();

        Message.Offer offer = (Message.Offer) Reader.message(message.build());

        assertThat(offer.selected().name()).isEqualTo("another+suite");
    }

    @Test
    void a_message_without_name_key_content_stage_or_slot_of_the_published_form_is_malformed() {
        KeyMessage.Builder good =
                Writer.envelope(new Message.Query(Samples.ASSOCIATION, Samples.KEY)).getKeyMessage().toBuilder();

        Stream.<Consumer<KeyMessage.Builder>>of(
                        KeyMessage.Builder::clearAssociation,
                        KeyMessage.Builder::clearKey,
                        KeyMessage.Builder::clearContent,
                        message -> message.setAssociation("-x"),
                        message -> message.setKey(ByteString.copyFrom(new byte[15])),
                        message -> message.getStandingBuilder().setStageValue(0),
                        message -> message.getStandingBuilder().setStageValue(8),
                        message -> message.getRefuseBuilder().clearReason(),
                        message -> message.getRefuseBuilder().setReason("NO"),
                        message -> message.getRefuseBuilder().setReason("busy").setText("x".repeat(257)),
                        message -> message.getRetireBuilder().setText("x".repeat(257)),
                        message -> message.getInstallReceiveBuilder().setSlot(8),
                        message -> message.getReceiveInstalledBuilder().setSlot(-1))
                .forEach(wrong -> {
                    KeyMessage.Builder bad = good.clone();
                    wrong.accept(bad);
                    assertThatThrownBy(() -> Reader.message(bad.build())).isInstanceOf(Malformed.class);
                });
    }

    @Test
    void a_refusals_text_is_cut_when_sent_and_cleaned_when_read() throws Malformed {
        String text = "line\n\u001b[31m" + "x".repeat(400);
        Message.Refuse refuse = new Message.Refuse(Samples.ASSOCIATION, Samples.KEY, ReasonCode.BUSY, text);

        Message.Refuse read =
                (Message.Refuse) Reader.message(Writer.envelope(refuse).getKeyMessage());

        assertThat(read.text()).startsWith("line??[31mxxx").hasSize(256);
    }

    @Test
    void words_of_a_later_revision_make_no_message_malformed() throws Malformed {
        KeyMessage.Builder offer =
                Writer.envelope(Samples.offer(new MethodMessage(new byte[10]))).getKeyMessage().toBuilder();
        offer.getOfferBuilder().getSuitesBuilder(0).setCombiner("kdf-of-tomorrow");
        offer.getOfferBuilder().getFloorBuilder().addRequired("isogeny");
        offer.getOfferBuilder().clearPurpose();
        KeyMessage.Builder refusal =
                Writer.envelope(new Message.Refuse(Samples.ASSOCIATION, Samples.KEY, ReasonCode.BUSY, ""))
                        .getKeyMessage()
                        .toBuilder();
        refusal.getRefuseBuilder().setReason("too-late-on-a-sunday");

        Message.Offer read = (Message.Offer) Reader.message(offer.build());

        assertThat(read.suites().getFirst().combiner().word()).isEqualTo("kdf-of-tomorrow");
        assertThat(read.floor().required()).contains(new Ground("isogeny"));
        assertThat(read.purpose()).isEqualTo(new Purpose.Unknown());
        assertThat(((Message.Refuse) Reader.message(refusal.build())).reason()).isEqualTo(ReasonCode.OTHER);
    }

    @Test
    void a_key_is_given_up_also_without_a_cause_or_for_one_of_a_later_revision() throws Malformed {
        KeyMessage.Builder bare =
                Writer.envelope(new Message.Query(Samples.ASSOCIATION, Samples.KEY)).getKeyMessage().toBuilder();
        bare.setRetire(Retire.getDefaultInstance());
        Message.Retire unsaid = new Message.Retire(Samples.ASSOCIATION, Samples.KEY, RetireCause.OTHER, "");

        assertThat(Reader.message(bare.build())).isEqualTo(unsaid);
        bare.getRetireBuilder().setCauseValue(77);
        assertThat(Reader.message(bare.build())).isEqualTo(unsaid);
    }

    @Test
    void whatever_a_peer_sends_is_a_message_or_malformed_and_nothing_else() {
        long seed = 8;
        Random random = new Random(seed);
        List<byte[]> good = Samples.messages()
                .map(message -> Writer.envelope(message).toByteArray())
                .toList();
        int messages = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = good.get(random.nextInt(good.size())).clone();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                mutant[random.nextInt(Math.min(mutant.length, 200))] = (byte) random.nextInt();
            }
            try {
                Message message = Reader.message(Envelope.parseFrom(mutant).getKeyMessage());
                assertThat(Reader.message(Writer.envelope(message).getKeyMessage()))
                        .describedAs("seed %d round %d", seed, i)
                        .isEqualTo(message);
                messages++;
            } catch (InvalidProtocolBufferException | Malformed expected) {
                continue;
            }
        }
        assertThat(messages).isBetween(1000, 99_000);
    }
}
