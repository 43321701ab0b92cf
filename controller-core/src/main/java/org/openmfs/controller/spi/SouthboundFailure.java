package org.openmfs.controller.spi;

import org.openmfs.controller.model.ReasonCode;

/** A device or manager refused, answered nonsense or stayed silent; what it held before, it still holds. */
public final class SouthboundFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ReasonCode code;
    private final String subject;

    /**
     * @param subject the device or manager
     * @param text for people; no class names, no credentials
     */
    public SouthboundFailure(ReasonCode code, String subject, String text) {
        super(text);
        this.code = code;
        this.subject = subject;
    }

    public ReasonCode code() {
        return code;
    }

    public String subject() {
        return subject;
    }
}
