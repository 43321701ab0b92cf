package org.openmfs.northbound.http;

/** Answers requests; called on a thread of its own for each, and may block. */
public interface HttpService {
    HttpReply answer(HttpCall call);

    /**
     * Answers what could not be read as a request.
     *
     * @param problem why not
     */
    HttpReply.Whole refuse(Problem problem);

    /** Why bytes are no request. */
    enum Problem {
        MALFORMED,
        TOO_BIG
    }
}
