package org.openmfs.testbed.web;

import java.io.IOException;
import java.util.OptionalInt;

/** Which ports were drawn where none was asked for, so that a server is found again where it was. */
public interface PortMemory {

    /** The port that a door has drawn before. */
    OptionalInt drawn(String purpose);

    void keep(String purpose, int port) throws IOException;

    /** What an operator can do about a port that was drawn before and is now in use. */
    String advice();
}
