package org.openmfs.testbed.qkd;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openmfs.testbed.web.Json;

/**
 * A way in which a KME misbehaves.
 *
 * @param methods which of status, enc_keys and dec_keys it concerns
 * @param delay how long {@link Mode#SLOW} waits
 * @param times how many requests it concerns before it ends by itself; 0 means until it is cleared
 */
public record KmeFault(Mode mode, Set<String> methods, Duration delay, int times) {
    private static final Set<String> ALL = Set.of("status", "enc_keys", "dec_keys");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What goes wrong. */
    public enum Mode {
        /** Answers 503. */
        UNAVAILABLE,
        /** Delivers keys one byte shorter than asked for. */
        WRONG_LENGTH,
        /** Delivers keys under ids that are not theirs. */
        OTHER_ID,
        /** Delivers again what it delivered before; keys can be fetched more than once. */
        REPEATED,
        /** Answers 200 with a web page. */
        HTML,
        /** Takes the request and never answers. */
        STALL,
        /** Answers rightly but late. */
        SLOW,
        /** Answers 503 as public simulators do: with 400 and a sentence. */
        TERSE,
        /** The same with 401. */
        TERSE_401
    }

    public KmeFault {
        methods = Set.copyOf(methods);
        if (methods.isEmpty() || !ALL.containsAll(methods)) {
            throw new IllegalArgumentException("methods: some of status, enc_keys and dec_keys");
        }
        if (delay.isNegative() || delay.compareTo(LONGEST) > 0 || times < 0) {
            throw new IllegalArgumentException("delay-ms: 0 to 300000; times: 0 or more");
        }
    }

    /** A fault of key deliveries (enc_keys and dec_keys) until it is cleared; slow means two seconds. */
    public static KmeFault of(Mode mode) {
        return new KmeFault(mode, Set.of("enc_keys", "dec_keys"), Duration.ofSeconds(2), 0);
    }

    /** @throws IllegalArgumentException naming the member that is wrong */
    static KmeFault of(JsonObject json) {
        for (String name : json.keySet()) {
            if (!Set.of("mode", "methods", "delay-ms", "times").contains(name)) {
                throw new IllegalArgumentException(name + ": no such member");
            }
        }
        KmeFault usual = of(mode(Json.text(json, "mode").orElse("")));
        try {
            Set<String> methods = json.has("methods") ? Set.copyOf(Json.texts(json, "methods")) : usual.methods();
            Duration delay = Optional.ofNullable(json.get("delay-ms"))
                    .map(JsonElement::getAsLong)
                    .map(Duration::ofMillis)
                    .orElse(usual.delay());
            int times = Optional.ofNullable(json.get("times"))
                    .map(JsonElement::getAsInt)
                    .orElse(0);
            return new KmeFault(usual.mode(), methods, delay, times);
        } catch (IllegalStateException | ClassCastException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("methods, delay-ms or times has the wrong type", e);
        }
    }

    private static Mode mode(String text) {
        for (Mode mode : Mode.values()) {
            if (name(mode).equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("mode: one of "
                + String.join(
                        ", ",
                        List.of(Mode.values()).stream().map(KmeFault::name).toList()));
    }

    private static String name(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As the run-time control writes it. */
    JsonObject toJson() {
        return Json.object(
                "mode", name(mode),
                "methods", methods.stream().sorted().toList(),
                "delay-ms", delay.toMillis(),
                "times", times);
    }
}
