package org.openmfs.agent.exchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what is a module's own: one that breaks there keeps nothing else from being closed. */
final class Guarded {
    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

    private Guarded() {}

    static void close(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException | Error broke) {
            LOG.error("a method broke where it wipes what it holds", broke);
        }
    }
}
