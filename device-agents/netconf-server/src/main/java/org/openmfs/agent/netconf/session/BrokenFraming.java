package org.openmfs.agent.netconf.session;

/** A peer does not keep to the framing of RFC 6242: the session cannot go on. */
final class BrokenFraming extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenFraming(String message) {
        super(message, null, false, false);
    }
}
