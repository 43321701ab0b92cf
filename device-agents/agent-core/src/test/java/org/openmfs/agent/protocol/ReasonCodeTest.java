package org.openmfs.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmfs.agent.encdec.Slot;
import org.openmfs.agent.key.AssociationId;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.MethodFailure;

/** What words of a reason mean to the two ends, and which messages want an answer. */
final class ReasonCodeTest {
    private static final AssociationId BLUE = new AssociationId("blue");
    private static final KeyId KEY = new KeyId("0123456789abcdef0123456789abcdef");

    @Test
    void a_reason_is_known_by_its_word_and_any_other_word_is_another_reason() {
        for (ReasonCode code : ReasonCode.values()) {
            assertThat(ReasonCode.of(code.word())).isEqualTo(code);
        }
        assertThat(ReasonCode.ENC_DEC_FAILED.word()).isEqualTo("enc-dec-failed");
        assertThat(ReasonCode.of("vendors-own")).isEqualTo(ReasonCode.OTHER);
    }

    @Test
    void a_suite_s_reasons_may_be_cured_at_the_responder_and_so_may_a_difference_of_Enc_Decs() {
        List<ReasonCode> ofSuites = List.of(
                ReasonCode.METHOD_UNREACHABLE,
                ReasonCode.METHOD_EXHAUSTED,
                ReasonCode.METHOD_FAILED,
                ReasonCode.NO_COMMON_SUITE,
                ReasonCode.BELOW_FLOOR);
        assertThat(Arrays.stream(ReasonCode.values()).filter(ReasonCode::concernsTheSuite))
                .containsExactlyElementsOf(ofSuites);
        assertThat(Arrays.stream(ReasonCode.values()).filter(ReasonCode::isCurable))
                .hasSize(6)
                .contains(ReasonCode.ENC_DEC_DIFFERS);
    }

    @Test
    void what_is_no_reason_to_refuse_is_refused_for_another_reason() {
        for (ReasonCode own : List.of(
                ReasonCode.WEAKER_SUITE,
                ReasonCode.STOCK_EMPTY,
                ReasonCode.KEY_EXPIRED,
                ReasonCode.PEER_UNREACHABLE,
                ReasonCode.GIVEN_UP_THERE,
                ReasonCode.JOURNAL_FAILED,
                ReasonCode.INTERNAL)) {
            assertThat(new Message.Refuse(BLUE, KEY, own, "").reason()).isEqualTo(ReasonCode.OTHER);
        }
        assertThat(new Message.Refuse(BLUE, KEY, ReasonCode.BUSY, "").reason()).isEqualTo(ReasonCode.BUSY);
    }

    @Test
    void a_method_s_failure_has_a_reason() {
        assertThat(ReasonCode.ofMethod(MethodFailure.Reason.UNREACHABLE)).isEqualTo(ReasonCode.METHOD_UNREACHABLE);
        assertThat(ReasonCode.ofMethod(MethodFailure.Reason.EXHAUSTED)).isEqualTo(ReasonCode.METHOD_EXHAUSTED);
        assertThat(ReasonCode.ofMethod(MethodFailure.Reason.REUSED)).isEqualTo(ReasonCode.METHOD_FAILED);
    }

    @Test
    void orders_and_questions_want_an_answer_and_answers_want_none() {
        Message.Proof proof = new Message.Proof(new Octets(new byte[1]), new Signature(new byte[1]));
        assertThat(List.<Message>of(
                        new Message.Confirm(BLUE, KEY, proof),
                        new Message.InstallReceive(BLUE, KEY, new Slot(0)),
                        new Message.SwitchTransmit(BLUE, KEY),
                        new Message.Retire(BLUE, KEY, RetireCause.OTHER, ""),
                        new Message.Query(BLUE, KEY)))
                .allMatch(Message::asks);
        assertThat(List.<Message>of(
                        new Message.Confirmed(BLUE, KEY),
                        new Message.ReceiveInstalled(BLUE, KEY, new Slot(0)),
                        new Message.TransmitSwitched(BLUE, KEY),
                        new Message.Retired(BLUE, KEY),
                        new Message.Standing(BLUE, KEY, KeyStage.GONE),
                        new Message.Refuse(BLUE, KEY, ReasonCode.BUSY, "")))
                .noneMatch(Message::asks);
    }

    @Test
    void a_signature_is_compared_by_value_told_by_its_length_and_8_KiB_at_most() {
        byte[] value = {1, 2};
        Signature signature = new Signature(value);
        value[0] = 9;
        signature.value()[1] = 9;

        assertThat(signature.value()).containsExactly(1, 2);
        assertThat(signature)
                .isEqualTo(new Signature(new byte[] {1, 2}))
                .isNotEqualTo(new Signature(new byte[] {1, 3}))
                .hasSameHashCodeAs(new Signature(new byte[] {1, 2}))
                .hasToString("2 octets");
        assertThat(signature.hashCode()).isNotZero();
        assertThat(new Signature(new byte[8192]).value()).hasSize(8192);
        assertThatIllegalArgumentException().isThrownBy(() -> new Signature(new byte[8193]));
    }
}
