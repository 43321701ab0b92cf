package org.openmfs.agent.combine;

/** Which part a CF plays in an association; it enters key confirmation and the direction of traffic keys. */
public enum Role {
    INITIATOR,
    RESPONDER;

    public Role other() {
        return this == INITIATOR ? RESPONDER : INITIATOR;
    }

    /** The label of this side's confirmation tag. */
    Label tag() {
        return this == INITIATOR ? Label.INITIATOR_TAG : Label.RESPONDER_TAG;
    }
}
