package org.openmfs.agent.module;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.openmfs.agent.encdec.EncDec;

/** Makes the Enc/Decs of one kind. */
public interface EncDecKind {
    /** By which the agent's file and the YANG models name it: 1..64 of a-z 0-9 . + -. */
    String word();

    /**
     * Opens one, which the agent closes.
     *
     * @param name the Enc/Dec's
     * @param data the agent's folder
     * @param settings what the agent's file says of it
     * @throws IOException with a line for the operator if it cannot be had
     */
    EncDec open(String name, Path data, Map<String, String> settings) throws IOException;
}
