package org.openmfs.northbound.http;

/** What is answered to what could not be read as a request. */
public interface Refusals {
    /** Why bytes are no request. */
    enum Problem {
        MALFORMED,
        TOO_BIG,
        TOO_SLOW
    }

    /** The whole answer. */
    HttpReply.Whole of(Problem problem);
}
