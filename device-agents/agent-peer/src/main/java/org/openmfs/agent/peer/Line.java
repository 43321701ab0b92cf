package org.openmfs.agent.peer;

import java.util.Optional;
import javax.net.ssl.SSLSession;

/** What the transport knows of a call. */
interface Line {
    /** In which both sides proved who they are; there once the peer has answered. */
    Optional<SSLSession> session();

    /** How many octets of the peer's came; of a message that is not whole yet, too. */
    long octets();
}
