package org.openmfs.southbound.http.event;

import java.net.URI;
import java.util.Optional;
import org.openmfs.southbound.http.json.JsonNode;
import org.openmfs.southbound.http.json.UnexpectedJson;

/** A RESTCONF server's list of event streams (RFC 8040, section 9.3). */
final class EventStreams {
    private EventStreams() {}

    /**
     * Where the first stream is to be had, in JSON if there is a choice; empty when the server has none. Streams that
     * cannot be made out are passed over for one that can.
     *
     * @throws UnexpectedJson if none can be made out
     */
    static Optional<URI> first(JsonNode answer) throws UnexpectedJson {
        Optional<UnexpectedJson> wrong = Optional.empty();
        for (JsonNode stream : answer.member("ietf-restconf-monitoring:streams").list("stream")) {
            try {
                Optional<URI> location = location(stream);
                if (location.isPresent()) {
                    return location;
                }
            } catch (UnexpectedJson other) {
                wrong = Optional.of(wrong.orElse(other));
            }
        }
        if (wrong.isPresent()) {
            throw wrong.get();
        }
        return Optional.empty();
    }

    private static Optional<URI> location(JsonNode stream) throws UnexpectedJson {
        Optional<URI> found = Optional.empty();
        for (JsonNode way : stream.list("access")) {
            boolean json = "json".equals(way.member("encoding").text());
            if (json || found.isEmpty()) {
                found = Optional.of(way.member("location").as(URI::create, "address"));
            }
        }
        return found;
    }
}
