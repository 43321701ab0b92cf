package org.openmfs.southbound.http;

import java.net.http.HttpResponse;

/**
 * A server's answer to a request that may have been made before.
 *
 * @param again whether it was, and nobody knows what came of it
 */
record Heard<T>(HttpResponse<T> response, boolean again) {
    private static final int SERVERS_FAULT = 5;
    private static final int REQUEST_TIMEOUT = 408;

    /** Whether it says that nothing was done: a fault of the server, or of what stands in front of it, does not. */
    boolean isRefusal() {
        int status = response.statusCode();
        return !again && status / 100 < SERVERS_FAULT && status != REQUEST_TIMEOUT;
    }
}
