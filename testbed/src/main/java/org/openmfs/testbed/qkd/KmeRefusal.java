package org.openmfs.testbed.qkd;

/** A request that a KME answers with an error of ETSI GS QKD 014 (clause 6): a status code and a message. */
final class KmeRefusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    private KmeRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static KmeRefusal badRequest(String message) {
        return new KmeRefusal(400, message);
    }

    static KmeRefusal unauthorized(String message) {
        return new KmeRefusal(401, message);
    }

    static KmeRefusal unavailable(String message) {
        return new KmeRefusal(503, message);
    }

    int status() {
        return status;
    }
}
