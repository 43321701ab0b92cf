package org.openmfs.agent.methods.https;

import java.io.IOException;

/** What a server should have done by now. */
public final class Overdue extends IOException {
    private static final long serialVersionUID = 1L;

    private final Stage stage;

    /** What was waited for. */
    public enum Stage {
        CONNECTION,
        HANDSHAKE,
        ANSWER
    }

    Overdue(Stage stage) {
        super("nothing came in time");
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }
}
