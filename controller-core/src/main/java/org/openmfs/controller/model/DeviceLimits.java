package org.openmfs.controller.model;

/**
 * How much of what one device tells is believed. The largest hub has 1,000 associations with five keys each, and while its
 * stocks change some more; what is beyond these limits is a device's that lies.
 */
public final class DeviceLimits {
    public static final int MOST_ASSOCIATIONS = 4_096;
    public static final int MOST_KEYS = 5 * MOST_ASSOCIATIONS;
    /** Of one association. */
    public static final int MOST_REASONS = 32;
    /** Secrets that went into one key. */
    public static final int MOST_ORIGINS = 32;
    /** Each association has one. */
    public static final int MOST_ENC_DECS = MOST_ASSOCIATIONS;
    /** Of key establishment, and as many combiners. */
    public static final int MOST_METHODS = 256;

    private DeviceLimits() {}
}
