package org.openmfs.controller.spi.restconf;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.util.Optional;

/** A RESTCONF server's list of event streams (RFC 8040, section 9.3). */
final class EventStreams {
    private EventStreams() {}

    /**
     * Where the first stream is to be had, in JSON if there is a choice; empty when the server has none.
     *
     * @throws IllegalArgumentException if it is not JSON of ietf-restconf-monitoring
     */
    static Optional<URI> first(String streams) {
        try {
            JsonObject container = JsonParser.parseString(streams)
                    .getAsJsonObject()
                    .getAsJsonObject("ietf-restconf-monitoring:streams");
            if (container == null || !container.has("stream")) {
                return Optional.empty();
            }
            return container.getAsJsonArray("stream").asList().stream()
                    .flatMap(stream -> location(stream.getAsJsonObject()).stream())
                    .findFirst();
        } catch (JsonParseException | IllegalStateException | NullPointerException | ClassCastException wrong) {
            throw new IllegalArgumentException("streams is not JSON of ietf-restconf-monitoring", wrong);
        }
    }

    private static Optional<URI> location(JsonObject stream) {
        Optional<URI> found = Optional.empty();
        for (JsonElement access : stream.getAsJsonArray("access")) {
            JsonObject way = access.getAsJsonObject();
            boolean json = "json".equals(way.get("encoding").getAsString());
            if (json || found.isEmpty()) {
                found = Optional.of(URI.create(way.get("location").getAsString()));
            }
        }
        return found;
    }
}
