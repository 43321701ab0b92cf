package org.openmfs.testbed.kept;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.openmfs.testbed.web.Json;

/**
 * What controllers configured in the things of one network, a file each, with the plan that it was configured under: where the
 * topology file has changed since, the thing itself says what still fits.
 */
public final class KeptThings {
    private final KeptFolder folder;
    private final String plan;

    /** @param plan text that is the same as long as the topology file says the same */
    public KeptThings(KeptFolder folder, String plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /** @param samePlan whether the topology file said then what it says now */
    public record Kept(JsonObject content, boolean samePlan) {}

    public Optional<Kept> read(UUID thing) throws IOException {
        Optional<JsonObject> file = folder.read(file(thing));
        if (file.isPresent() && !(file.get().get("content") instanceof JsonObject)) {
            throw folder.spoilt(file(thing), new IllegalArgumentException("no content"));
        }
        return file.map(kept -> new Kept(
                kept.getAsJsonObject("content"),
                Json.text(kept, "plan").filter(plan::equals).isPresent()));
    }

    public void write(UUID thing, JsonObject content) throws IOException {
        folder.write(file(thing), Json.object("plan", plan, "content", content));
    }

    private static String file(UUID thing) {
        return thing + ".json";
    }

    /** What to say about a thing whose file holds something that was never configured. */
    public IOException spoilt(UUID thing, Throwable cause) {
        return folder.spoilt(file(thing), cause);
    }
}
