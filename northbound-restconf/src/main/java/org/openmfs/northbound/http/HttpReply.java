package org.openmfs.northbound.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back. */
public sealed interface HttpReply {
    /**
     * A reply that is there as a whole.
     *
     * @param body empty if there is none
     */
    record Whole(int status, Map<String, String> headers, byte[] body) implements HttpReply {
        public Whole with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Whole(status, more, body);
        }
    }

    /** A reply that goes on until one side leaves: server-sent events. */
    record Events(EventSource source) implements HttpReply {}

    static Whole empty(int status) {
        return new Whole(status, Map.of(), new byte[0]);
    }

    static Whole of(int status, String mediaType, byte[] body) {
        return new Whole(status, Map.of("content-type", mediaType), body);
    }
}
