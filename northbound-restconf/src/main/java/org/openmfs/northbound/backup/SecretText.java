package org.openmfs.northbound.backup;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openmfs.northbound.restconf.Secret;

/**
 * What stands under a seal: the secret, and what the leaves held that say whom it is meant for. Whoever alters those
 * leaves in the file's open part does not get the secret sent there.
 */
final class SecretText {
    private SecretText() {}

    static String of(Secret secret) {
        JsonObject text = new JsonObject();
        text.addProperty("secret", secret.text());
        JsonObject side = new JsonObject();
        new TreeMap<>(secret.meantFor().orElseThrow()).forEach(side::addProperty);
        text.add("for", side);
        return text.toString();
    }

    /** Empty if it is of another form. */
    static Optional<Secret> parse(String text) {
        try {
            JsonObject parsed = JsonParser.parseString(text).getAsJsonObject();
            Map<String, String> side = new TreeMap<>();
            for (Map.Entry<String, JsonElement> leaf :
                    parsed.getAsJsonObject("for").entrySet()) {
                side.put(leaf.getKey(), leaf.getValue().getAsString());
            }
            return Optional.of(new Secret(parsed.get("secret").getAsString(), Optional.of(side)));
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
