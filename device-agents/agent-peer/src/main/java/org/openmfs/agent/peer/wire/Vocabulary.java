package org.openmfs.agent.peer.wire;

import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.RetireCause;

/** The closed lists of the published protocol and of associations, word for word. */
final class Vocabulary {
    private Vocabulary() {}

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
            case KEY_STAGE_UNSPECIFIED, UNRECOGNIZED -> throw new Malformed("a stage is one of revision 2");
        };
    }
}
