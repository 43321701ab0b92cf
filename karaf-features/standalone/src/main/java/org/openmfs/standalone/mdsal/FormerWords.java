package org.openmfs.standalone.mdsal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import org.openmfs.controller.model.Ground;

/**
 * A configuration of format 1 in the words of today: floors counted families of methods, and a pre-shared key was read
 * from a file by its own method.
 */
final class FormerWords {
    private static final String FLOOR = "floor";
    private static final String FAMILIES = "families";
    private static final String REQUIRED = "required-family";
    private static final String METHOD = "method";
    private static final String PSK_FILE = "psk-file";
    private static final String PSK_HMAC = "psk-hmac";
    private static final int TWO = 2;
    private static final Map<String, String> GROUNDS = Map.of(
            "module-lattice",
            "structured-lattice",
            "unstructured-lattice",
            "plain-lattice",
            "quantum-channel",
            Ground.QUANTUM_CHANNEL.word(),
            "pre-shared",
            Ground.PRE_SHARED.word());

    private FormerWords() {}

    /**
     * Puts the words of today into one top-level node.
     *
     * @throws IllegalArgumentException where a former word could mean several of today's
     */
    static void renew(JsonElement node) {
        if (node instanceof JsonObject object) {
            if (object.get(FLOOR) instanceof JsonObject floor) {
                renewFloor(floor);
            }
            if (object.get(METHOD) instanceof JsonArray methods) {
                renewMethods(methods);
            }
            List.copyOf(object.asMap().values()).forEach(FormerWords::renew);
        } else if (node instanceof JsonArray array) {
            array.forEach(FormerWords::renew);
        }
    }

    private static void renewFloor(JsonObject floor) {
        JsonElement families = floor.remove(FAMILIES);
        if (families != null) {
            floor.addProperty("least-diversity", diversity(families.getAsInt()));
        }
        if (floor.remove(REQUIRED) instanceof JsonArray required) {
            JsonArray grounds = new JsonArray();
            required.forEach(family -> grounds.add(ground(family.getAsString())));
            floor.add("required-ground", grounds);
        }
    }

    /** Of the most different two; that three differ can't be asked for any more. */
    private static int diversity(int families) {
        if (families > TWO) {
            throw new IllegalArgumentException(
                    FAMILIES + " " + families + ": least-diversity 0..2 is expected, and required-ground for more");
        }
        return families < TWO ? 0 : TWO;
    }

    private static String ground(String family) {
        String word = family.substring(family.indexOf(':') + 1);
        String ground = GROUNDS.get(word);
        if (ground == null) {
            throw new IllegalArgumentException(
                    REQUIRED + " " + word + ": required-ground is expected, as code-quasi-cyclic or code-goppa");
        }
        return ground;
    }

    private static void renewMethods(JsonArray methods) {
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i) instanceof JsonPrimitive method
                    && method.getAsString().equals(PSK_FILE)) {
                methods.set(i, new JsonPrimitive(PSK_HMAC));
            }
        }
    }
}
