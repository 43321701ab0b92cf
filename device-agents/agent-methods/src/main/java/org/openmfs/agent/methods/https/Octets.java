package org.openmfs.agent.methods.https;

import java.io.IOException;

/** Octets one by one, in whatever portions they come. */
@FunctionalInterface
interface Octets {
    /** What {@link #next} gives after an orderly end. */
    int END = -1;

    /**
     * The next one, 0..255, or {@link #END}.
     *
     * @throws IOException if no more can come and nobody said that this is the end
     */
    int next() throws IOException;
}
