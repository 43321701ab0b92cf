package org.openmfs.actions.port;

import java.io.IOException;

/** RESTCONF (RFC 8040) of a MFS Network Manager, in JSON: in the same process, or over HTTP. Somebody known asks. */
public interface Restconf {
    String JSON = "application/yang-data+json";
    /** An ordered list of edits that is made as a whole (RFC 8072). */
    String PATCH = "application/yang-patch+json";

    /**
     * A request.
     *
     * @param method of HTTP
     * @param target below the root of RESTCONF, with a leading slash and the query, percent-encoded
     * @param mediaType of the body
     * @param body empty if there is none
     */
    record Call(String method, String target, String mediaType, String body) {}

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body empty if there is none
     */
    record Reply(int status, String body) {}

    /**
     * Asks.
     *
     * @throws IOException if no answer came; the message is for an operator
     */
    Reply ask(Call call) throws IOException, InterruptedException;

    /**
     * Follows a stream of server-sent events.
     *
     * @param target as of a call
     * @param listener is told on another thread
     * @return ends it
     * @throws IOException if there is no such stream; the message is for an operator
     */
    Following follow(String target, Listener listener) throws IOException, InterruptedException;

    /** Hears a stream. */
    interface Listener {
        /** A line of it, as it was sent. */
        void line(String text);

        /** No more comes, whoever ended it. */
        void ended();
    }

    /** Ends the following of a stream. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
