package org.openmfs.agent.methods.https;

import com.google.errorprone.annotations.MustBeClosed;
import java.nio.ByteBuffer;

/** A whole answer: its status, and its content until it is closed and wiped. */
public final class HttpsAnswer implements AutoCloseable {
    private final int status;
    private final WipedMemory.Part part;

    @MustBeClosed
    HttpsAnswer(int status, WipedMemory.Part part) {
        this.status = status;
        this.part = part;
    }

    public int status() {
        return status;
    }

    /**
     * The content, in an array of which the rest is others'; not to be kept.
     *
     * @throws IllegalStateException if already closed
     */
    public ByteBuffer content() {
        if (part.isClosed()) {
            throw new IllegalStateException("the answer was already wiped");
        }
        return part.body();
    }

    @Override
    public void close() {
        part.close();
    }
}
