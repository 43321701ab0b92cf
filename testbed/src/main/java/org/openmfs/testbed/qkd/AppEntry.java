package org.openmfs.testbed.qkd;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/**
 * One qkd_app as a controller configured it in a node.
 *
 * @param members server and client application ids
 * @param backing links that provide the keys, in order of preference
 * @param remote node of the other members; {@link #UNKNOWN} until the controller has said it
 * @param expected key rate that it is expected to use: min_bandwidth, else max_bandwidth, else 0, bit/s
 * @param limit max_bandwidth, bit/s; 0 means no limit
 * @param keyLifeSeconds ttl: how long a key waits for its second reader, s; 0 means for ever
 * @param expires expiration_time
 */
record AppEntry(
        UUID id,
        Set<String> members,
        List<UUID> backing,
        UUID remote,
        long expected,
        long limit,
        long keyLifeSeconds,
        Instant expires) {
    static final UUID UNKNOWN = new UUID(0, 0);

    static AppEntry of(JsonObject json) {
        Set<String> members = new HashSet<>(Json.texts(json, "client_app_id"));
        Json.text(json, "server_app_id").ifPresent(members::add);
        JsonObject qos = Json.child(json, "app_qos");
        long limit = number(qos, "max_bandwidth");
        return new AppEntry(
                UUID.fromString(json.get("app_id").getAsString()),
                Set.copyOf(members),
                Json.texts(json, "backing_qkdl_id").stream()
                        .map(UUID::fromString)
                        .toList(),
                Json.text(json, "remote_qkdn_id").map(UUID::fromString).orElse(UNKNOWN),
                qos.has("min_bandwidth") ? number(qos, "min_bandwidth") : limit,
                limit,
                number(qos, "ttl"),
                Json.text(json, "expiration_time")
                        .map(time -> OffsetDateTime.parse(time).toInstant())
                        .orElse(Instant.MAX));
    }

    private static long number(JsonObject qos, String name) {
        return Optional.ofNullable(qos.get(name)).map(JsonElement::getAsLong).orElse(0L);
    }
}
