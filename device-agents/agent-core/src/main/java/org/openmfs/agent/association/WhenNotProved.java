package org.openmfs.agent.association;

/** What happens when frames are sent under a new key and none come. */
public enum WhenNotProved {
    /** It is told; frames go on being sent under the new key. */
    KEEP,
    /** Frames are sent under the key before again, if some came under it, until the next key is tried. */
    GO_BACK
}
