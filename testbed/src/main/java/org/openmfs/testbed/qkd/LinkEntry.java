package org.openmfs.testbed.qkd;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/**
 * One qkd_link as a controller configured it in a node.
 *
 * @param virtual VIRT; otherwise PHYS
 * @param neighbours for a virtual link the nodes before and after this one on its path
 * @param reserved virt_bandwidth, bit/s; 0 where none is given
 */
record LinkEntry(UUID id, boolean virtual, boolean enabled, Set<UUID> neighbours, long reserved) {

    static LinkEntry of(JsonObject json) {
        Set<UUID> neighbours = new LinkedHashSet<>();
        Json.text(json, "virt_prev_hop").map(UUID::fromString).ifPresent(neighbours::add);
        Json.texts(json, "virt_next_hop").forEach(hop -> neighbours.add(UUID.fromString(hop)));
        return new LinkEntry(
                UUID.fromString(json.get("qkdl_id").getAsString()),
                Json.text(json, "qkdl_type").filter(Identities.VIRT::equals).isPresent(),
                Optional.ofNullable(json.get("qkdl_enable"))
                        .map(JsonElement::getAsBoolean)
                        .orElse(true),
                neighbours,
                Optional.ofNullable(json.get("virt_bandwidth"))
                        .map(JsonElement::getAsLong)
                        .orElse(0L));
    }
}
