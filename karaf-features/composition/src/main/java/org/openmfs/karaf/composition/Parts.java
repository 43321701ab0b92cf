package org.openmfs.karaf.composition;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be ended in the opposite order, whether or not each ends as it should. */
public final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> started = new ArrayDeque<>();

    /** How a part ends. */
    @FunctionalInterface
    public interface Part {
        void close() throws IOException, InterruptedException;
    }

    /** Remembers how to end a part that has just been started. */
    public void atEnd(Part part) {
        started.push(part);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (IOException | RuntimeException e) {
                LOG.warn("a part did not stop cleanly", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
