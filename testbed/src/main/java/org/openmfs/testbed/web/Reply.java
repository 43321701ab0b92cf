package org.openmfs.testbed.web;

import com.google.gson.JsonElement;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What an endpoint answers. */
public sealed interface Reply {

    /** A complete answer; an empty body is sent without a content type. */
    record Content(int status, String type, String body, Map<String, String> headers) implements Reply {}

    /** A Server-Sent Events stream that goes on until either side closes it. */
    record Events(EventFeed.Subscription subscription) implements Reply {}

    /** No answer at all until the latch opens; then the connection is cut. */
    record Silence(CountDownLatch until) implements Reply {}

    static Content json(int status, JsonElement body) {
        return new Content(status, "application/json", body.toString(), Map.of());
    }

    static Content empty(int status) {
        return new Content(status, "", "", Map.of());
    }

    static Content html(int status, String body) {
        return new Content(status, "text/html;charset=utf-8", body, Map.of());
    }
}
