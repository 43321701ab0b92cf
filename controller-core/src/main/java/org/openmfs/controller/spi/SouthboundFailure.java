package org.openmfs.controller.spi;

import org.openmfs.controller.model.ReasonCode;

/**
 * A device or manager refused, answered nonsense or stayed silent. What it held before it still holds, unless that is in
 * doubt.
 */
public final class SouthboundFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReasonCode code;
    private final String subject;
    private final boolean inDoubt;

    /**
     * @param subject the device or manager
     * @param text for people; no class names, no credentials
     */
    public SouthboundFailure(ReasonCode code, String subject, String text) {
        this(code, subject, text, false);
    }

    private SouthboundFailure(ReasonCode code, String subject, String text, boolean inDoubt) {
        super(text);
        this.code = code;
        this.subject = subject;
        this.inDoubt = inDoubt;
    }

    /** The same, of a request that may have been carried out nevertheless. */
    public SouthboundFailure inDoubt() {
        return new SouthboundFailure(code, subject, getMessage(), true);
    }

    public boolean isInDoubt() {
        return inDoubt;
    }

    public ReasonCode code() {
        return code;
    }

    public String subject() {
        return subject;
    }
}
