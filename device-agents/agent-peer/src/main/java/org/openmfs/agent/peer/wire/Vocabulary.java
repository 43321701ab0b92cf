package org.openmfs.agent.peer.wire;

import org.openmfs.agent.association.RefusalReason;
import org.openmfs.agent.association.RetireCause;
import org.openmfs.agent.combine.CombinerId;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.method.Family;
import org.openmfs.agent.peer.proto.Combiner;

/** Which of our words is which published number; a published number that is not listed is a word of a later revision. */
final class Vocabulary {
    private Vocabulary() {}

    static Combiner published(CombinerId combiner) {
        return switch (combiner) {
            case HMAC_SHA384_EXTRACT -> Combiner.COMBINER_HMAC_SHA384_EXTRACT;
        };
    }

    static CombinerId own(Combiner combiner) throws Malformed {
        return switch (combiner) {
            case COMBINER_HMAC_SHA384_EXTRACT -> CombinerId.HMAC_SHA384_EXTRACT;
            case COMBINER_UNSPECIFIED, UNRECOGNIZED -> throw new Malformed("a combiner is one of revision 1");
        };
    }

    static org.openmfs.agent.peer.proto.Family published(Family family) {
        return switch (family) {
            case MODULE_LATTICE -> org.openmfs.agent.peer.proto.Family.FAMILY_MODULE_LATTICE;
            case UNSTRUCTURED_LATTICE -> org.openmfs.agent.peer.proto.Family.FAMILY_UNSTRUCTURED_LATTICE;
            case NTRU_LATTICE -> org.openmfs.agent.peer.proto.Family.FAMILY_NTRU_LATTICE;
            case CODE -> org.openmfs.agent.peer.proto.Family.FAMILY_CODE;
            case QUANTUM_CHANNEL -> org.openmfs.agent.peer.proto.Family.FAMILY_QUANTUM_CHANNEL;
            case PRE_SHARED -> org.openmfs.agent.peer.proto.Family.FAMILY_PRE_SHARED;
        };
    }

    static Family own(org.openmfs.agent.peer.proto.Family family) throws Malformed {
        return switch (family) {
            case FAMILY_MODULE_LATTICE -> Family.MODULE_LATTICE;
            case FAMILY_UNSTRUCTURED_LATTICE -> Family.UNSTRUCTURED_LATTICE;
            case FAMILY_NTRU_LATTICE -> Family.NTRU_LATTICE;
            case FAMILY_CODE -> Family.CODE;
            case FAMILY_QUANTUM_CHANNEL -> Family.QUANTUM_CHANNEL;
            case FAMILY_PRE_SHARED -> Family.PRE_SHARED;
            case FAMILY_UNSPECIFIED, UNRECOGNIZED -> throw new Malformed("a family is one of revision 1");
        };
    }

    static org.openmfs.agent.peer.proto.RefusalReason published(RefusalReason reason) {
        return switch (reason) {
            case UNKNOWN_ASSOCIATION -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_UNKNOWN_ASSOCIATION;
            case NO_COMMON_SUITE -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_NO_COMMON_SUITE;
            case BELOW_FLOOR -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_BELOW_FLOOR;
            case METHOD_UNREACHABLE -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_METHOD_UNREACHABLE;
            case METHOD_EXHAUSTED -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_METHOD_EXHAUSTED;
            case METHOD_FAILED -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_METHOD_FAILED;
            case KEY_CONFIRMATION_FAILED ->
                org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_KEY_CONFIRMATION_FAILED;
            case UNKNOWN_KEY -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_UNKNOWN_KEY;
            case SLOT_IN_USE -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_SLOT_IN_USE;
            case ENC_DEC_FAILED -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_ENC_DEC_FAILED;
            case BUSY -> org.openmfs.agent.peer.proto.RefusalReason.REFUSAL_REASON_BUSY;
        };
    }

    static RefusalReason own(org.openmfs.agent.peer.proto.RefusalReason reason) throws Malformed {
        return switch (reason) {
            case REFUSAL_REASON_UNKNOWN_ASSOCIATION -> RefusalReason.UNKNOWN_ASSOCIATION;
            case REFUSAL_REASON_NO_COMMON_SUITE -> RefusalReason.NO_COMMON_SUITE;
            case REFUSAL_REASON_BELOW_FLOOR -> RefusalReason.BELOW_FLOOR;
            case REFUSAL_REASON_METHOD_UNREACHABLE -> RefusalReason.METHOD_UNREACHABLE;
            case REFUSAL_REASON_METHOD_EXHAUSTED -> RefusalReason.METHOD_EXHAUSTED;
            case REFUSAL_REASON_METHOD_FAILED -> RefusalReason.METHOD_FAILED;
            case REFUSAL_REASON_KEY_CONFIRMATION_FAILED -> RefusalReason.KEY_CONFIRMATION_FAILED;
            case REFUSAL_REASON_UNKNOWN_KEY -> RefusalReason.UNKNOWN_KEY;
            case REFUSAL_REASON_SLOT_IN_USE -> RefusalReason.SLOT_IN_USE;
            case REFUSAL_REASON_ENC_DEC_FAILED -> RefusalReason.ENC_DEC_FAILED;
            case REFUSAL_REASON_BUSY -> RefusalReason.BUSY;
            case REFUSAL_REASON_UNSPECIFIED, UNRECOGNIZED -> throw new Malformed("a reason is one of revision 1");
        };
    }

    static org.openmfs.agent.peer.proto.RetireCause published(RetireCause cause) {
        return switch (cause) {
            case OTHER -> org.openmfs.agent.peer.proto.RetireCause.RETIRE_CAUSE_UNSPECIFIED;
            case WITHDRAWN -> org.openmfs.agent.peer.proto.RetireCause.RETIRE_CAUSE_WITHDRAWN;
            case EXPIRED -> org.openmfs.agent.peer.proto.RetireCause.RETIRE_CAUSE_EXPIRED;
        };
    }

    /** A cause is only told: one of a later revision keeps no key from being destroyed. */
    static RetireCause own(org.openmfs.agent.peer.proto.RetireCause cause) {
        return switch (cause) {
            case RETIRE_CAUSE_UNSPECIFIED, UNRECOGNIZED -> RetireCause.OTHER;
            case RETIRE_CAUSE_WITHDRAWN -> RetireCause.WITHDRAWN;
            case RETIRE_CAUSE_EXPIRED -> RetireCause.EXPIRED;
        };
    }

    static org.openmfs.agent.peer.proto.KeyStage published(KeyStage stage) {
        return switch (stage) {
            case UNKNOWN -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_UNKNOWN;
            case DERIVED -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_DERIVED;
            case CONFIRMED -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_CONFIRMED;
            case RECEIVING -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_RECEIVING;
            case SENDING -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_SENDING;
            case REPLACED -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_REPLACED;
            case GONE -> org.openmfs.agent.peer.proto.KeyStage.KEY_STAGE_GONE;
        };
    }

    static KeyStage own(org.openmfs.agent.peer.proto.KeyStage stage) throws Malformed {
        return switch (stage) {
            case KEY_STAGE_UNKNOWN -> KeyStage.UNKNOWN;
            case KEY_STAGE_DERIVED -> KeyStage.DERIVED;
            case KEY_STAGE_CONFIRMED -> KeyStage.CONFIRMED;
            case KEY_STAGE_RECEIVING -> KeyStage.RECEIVING;
            case KEY_STAGE_SENDING -> KeyStage.SENDING;
            case KEY_STAGE_REPLACED -> KeyStage.REPLACED;
            case KEY_STAGE_GONE -> KeyStage.GONE;
            case KEY_STAGE_UNSPECIFIED, UNRECOGNIZED -> throw new Malformed("a stage is one of revision 1");
        };
    }
}
