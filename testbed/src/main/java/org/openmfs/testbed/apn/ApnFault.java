package org.openmfs.testbed.apn;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openmfs.testbed.web.Json;

/**
 * A way in which the APN-C fails when a service is to be created.
 *
 * @param times how many creations fail before the fault ends by itself; 0 means until it is cleared
 */
public record ApnFault(Mode mode, int times) {

    /** What goes wrong. */
    public enum Mode {
        /** Answers 409 with resource-denied, as for want of capacity. */
        REFUSE,
        /** Answers 500 with operation-failed. */
        ERROR,
        /** Accepts the service, which then stays PLANNED until the fault is cleared. */
        STUCK
    }

    public ApnFault {
        if (times < 0) {
            throw new IllegalArgumentException("times: 0 or more");
        }
    }

    /** @throws IllegalArgumentException naming the member that is wrong */
    static ApnFault of(JsonObject json) {
        if (!Set.of("mode", "times").containsAll(json.keySet())) {
            throw new IllegalArgumentException("known members are mode and times");
        }
        String text = Json.text(json, "mode").orElse("");
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(text)) {
                return new ApnFault(mode, times(json));
            }
        }
        throw new IllegalArgumentException("mode: one of refuse, error, stuck");
    }

    private static int times(JsonObject json) {
        try {
            return Optional.ofNullable(json.get("times"))
                    .map(JsonElement::getAsInt)
                    .orElse(0);
        } catch (UnsupportedOperationException | IllegalStateException e) {
            throw new IllegalArgumentException("times: must be a whole number", e);
        }
    }

    JsonObject toJson() {
        return Json.object("mode", mode.name().toLowerCase(Locale.ROOT), "times", times);
    }
}
