package org.openmfs.agent.method;

/** A method could not deliver a secret; the exchange fails closed and nothing is installed. */
public final class MethodFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why; each is an identity in YANG module mfs-types. */
    public enum Reason {
        /** The remote side (a KME, a token) cannot be reached or did not answer in time. */
        UNREACHABLE,
        /** The remote side answers, but has no key left; worth a later try. */
        EXHAUSTED,
        /** The remote side refuses this CF. */
        REFUSED,
        /** The remote side answered with something that the standard forbids: wrong length, wrong id, not JSON. */
        MALFORMED,
        /** The remote side delivered a key that was delivered before. */
        REUSED,
        /** The peer's message cannot be understood. */
        PEER_MESSAGE
    }

    private final Reason reason;

    /** The message names ids and sizes only, never key bytes. */
    public MethodFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
