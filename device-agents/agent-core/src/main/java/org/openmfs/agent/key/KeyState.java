package org.openmfs.agent.key;

/** The six states of a key's life (NIST SP 800-57 Part 1 Rev. 5, section 7) and the moves between them. */
public enum KeyState {
    PRE_ACTIVATION,
    ACTIVE,
    SUSPENDED,
    DEACTIVATED,
    COMPROMISED,
    DESTROYED;

    /** Whether a key may go from this state to the next. */
    public boolean allows(KeyState next) {
        return switch (this) {
            case PRE_ACTIVATION -> next == ACTIVE || next == COMPROMISED || next == DESTROYED;
            case ACTIVE -> next == SUSPENDED || next == DEACTIVATED || next == COMPROMISED || next == DESTROYED;
            case SUSPENDED -> next == ACTIVE || next == DEACTIVATED || next == COMPROMISED || next == DESTROYED;
            case DEACTIVATED -> next == COMPROMISED || next == DESTROYED;
            case COMPROMISED -> next == DESTROYED;
            case DESTROYED -> false;
        };
    }
}
