package org.openmfs.agent.sim;

/** What is done to a simulated world. */
enum Injection {
    MESSAGE_LOST,
    MESSAGE_DOUBLED,
    MESSAGE_DELAYED,
    MESSAGES_REORDERED,
    LINK_CUT,
    CRASH,
    CRASH_AT_WRITE,
    CLOCK_SET,
    DEVICE_FAILED,
    DEVICE_HUNG,
    DEVICE_REBOOTED,
    METHOD_FAILED,
    METHOD_ERROR,
    DISK_FULL,
    SETTINGS_CHANGED,
    /** Frames under a key do not come through, one way or both. */
    KEY_UNREAD,
    LIE
}
