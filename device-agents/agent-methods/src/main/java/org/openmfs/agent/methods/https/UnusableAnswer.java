package org.openmfs.agent.methods.https;

import java.io.IOException;

/** An answer came that is none, or none of those that are taken here; the message says what it is or has, in no word of its own. */
public final class UnusableAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableAnswer(String what) {
        super(what);
    }

    /** @param expected what stands there in HTTP/1.1 */
    static UnusableAnswer notHttp(String expected) {
        return new UnusableAnswer("is not HTTP: expected " + expected);
    }
}
