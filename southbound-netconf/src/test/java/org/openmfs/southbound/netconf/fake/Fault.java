package org.openmfs.southbound.netconf.fake;

/** What goes wrong with one request. */
public enum Fault {
    NONE,
    /** Refused; what could be done of it stays in the candidate. */
    REFUSE,
    /** No answer, nothing done. */
    STALL,
    /** No answer, but it was done. */
    STALL_AFTER,
    /** The connection is gone, nothing done. */
    DROP,
    /** The connection is gone, but it was done. */
    DROP_AFTER,
    /** Answered with ok, nothing done. */
    LIE
}
