package org.openmfs.northbound.http;

/** What is answered to what could not be read as a request, and where no answer could be given. */
public interface Refusals {
    /** Why bytes are no request; or that it is no fault of theirs. */
    enum Problem {
        MALFORMED,
        TOO_BIG,
        TOO_SLOW,
        FAILED
    }

    /** The whole answer. */
    HttpReply.Whole of(Problem problem);
}
