package org.openmfs.northbound.backup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openmfs.controller.model.Ground;

/**
 * A configuration of modules before revision 2026-11-29 in the words of today: kinds of encryption points were
 * identities, a method was of one family, floors counted families, and a pre-shared key was read from a file by its own
 * method.
 */
public final class FormerWords {
    /** Those of configuration whose words are others today, as a backup of the version before names them. */
    private static final Set<String> MODULES = Set.of(
            "mfs-method@2026-11-23", "mfs-network@2026-11-23", "mfs-policy@2026-11-23", "mfs-service@2026-11-23");

    private static final String FAMILIES = "families";
    private static final String REQUIRED = "required-family";
    private static final String FAMILY = "family";
    private static final String METHOD = "method";
    private static final String PSK_FILE = "psk-file";
    private static final String PSK_HMAC = "psk-hmac";
    private static final int TWO = 2;

    private final List<Fault> faults = new ArrayList<>();

    private FormerWords() {}

    /**
     * Whether data have former words.
     *
     * @param modules name@revision of each module that they are of
     */
    static boolean areIn(Collection<String> modules) {
        return !Collections.disjoint(MODULES, modules);
    }

    /**
     * Puts the words of today into top-level nodes. What has them already stays as it is.
     *
     * @param data top-level nodes as RFC 7951 has them
     * @return what words of today can't say, with its leaf
     */
    public static List<Fault> renew(JsonObject data) {
        FormerWords words = new FormerWords();
        words.renewAll(new FormerNode("", data));
        return List.copyOf(words.faults);
    }

    private void renewAll(FormerNode root) {
        root.child("mfs-policy:protection-classes")
                .flatMap(classes -> classes.entries("protection-class", "id"))
                .forEach(type -> {
                    type.child("floor").forEach(this::renewFloor);
                    renewMethodNames(type.members());
                });
        root.child("mfs-service:services")
                .flatMap(services -> services.entries("service", "id"))
                .forEach(service -> renewMethodNames(service.members()));
        root.child("mfs-method:methods").forEach(this::renewMethods);
        root.child("ietf-network:networks")
                .flatMap(networks -> networks.entries("network", "network-id"))
                .flatMap(network -> network.entries("node", "node-id"))
                .flatMap(node -> node.entries("mfs-network:encryption-point", "id"))
                .forEach(point -> point.makeWord("kind"));
    }

    private void renewFloor(FormerNode floor) {
        JsonElement families = floor.members().remove(FAMILIES);
        if (families != null) {
            floor.members().add("least-diversity", diversity(floor.at(FAMILIES), families));
        }
        JsonElement required = floor.members().remove(REQUIRED);
        if (required != null) {
            floor.members()
                    .add("required-ground", FormerNode.each(required, family -> required(floor.at(REQUIRED), family)));
        }
    }

    /** Of the most different two; that three differ can't be asked for any more. */
    private JsonElement diversity(String place, JsonElement families) {
        if (!families.toString().matches("\\d")) {
            return families;
        }
        int number = families.getAsInt();
        if (number > TWO) {
            faults.add(new Fault(
                    place, "least-diversity 0..2 was expected, and required-ground for more, instead of " + number));
        }
        return new JsonPrimitive(number < TWO ? 0 : TWO);
    }

    /** Of structured lattices ML-KEM was the only method that there was: who required NTRU would be given that instead. */
    private Optional<String> required(String place, String family) {
        String word = FormerNode.word(family);
        Optional<Ground> ground = word.equals("ntru-lattice") ? Optional.empty() : ground(word);
        if (ground.isEmpty()) {
            faults.add(new Fault(place, "required-ground was expected, as " + near(word) + ", instead of " + word));
        }
        return ground.map(Ground::word);
    }

    private static Optional<Ground> ground(String family) {
        return switch (family) {
            case "module-lattice", "ntru-lattice" -> Optional.of(Ground.STRUCTURED_LATTICE);
            case "unstructured-lattice" -> Optional.of(Ground.PLAIN_LATTICE);
            case "quantum-channel" -> Optional.of(Ground.QUANTUM_CHANNEL);
            case "pre-shared" -> Optional.of(Ground.PRE_SHARED);
            default -> Optional.empty();
        };
    }

    private static String near(String family) {
        return family.equals("ntru-lattice")
                ? Ground.STRUCTURED_LATTICE.word()
                : Ground.CODE_QUASI_CYCLIC + " or " + Ground.CODE_GOPPA;
    }

    private void renewMethods(FormerNode methods) {
        List<FormerNode> entries = methods.entries(METHOD, "id").toList();
        boolean both =
                Stream.of(PSK_FILE, PSK_HMAC).allMatch(id -> entries.stream().anyMatch(method -> hasId(method, id)));
        for (FormerNode method : entries) {
            JsonElement family = method.members().remove(FAMILY);
            if (family != null) {
                method.members().add("ground", grounds(method.at(FAMILY), family));
            }
            if (hasId(method, PSK_FILE) && both) {
                faults.add(new Fault(method.at("id"), PSK_HMAC + " was expected, and there is such a method too"));
            } else if (hasId(method, PSK_FILE)) {
                method.members().addProperty("id", PSK_HMAC);
            }
        }
    }

    private static boolean hasId(FormerNode method, String id) {
        return FormerNode.text(method.members().get("id")).filter(id::equals).isPresent();
    }

    private JsonElement grounds(String place, JsonElement family) {
        JsonArray one = new JsonArray();
        one.add(family);
        return FormerNode.each(one, identity -> Optional.of(ground(place, FormerNode.word(identity))));
    }

    private String ground(String place, String family) {
        Optional<Ground> ground = ground(family);
        if (ground.isEmpty()) {
            faults.add(new Fault(place, "ground was expected, as " + near(family) + ", instead of " + family));
        }
        return ground.map(Ground::word).orElse(family);
    }

    private static void renewMethodNames(JsonObject members) {
        if (members.has(METHOD)) {
            members.add(METHOD, FormerNode.each(members.get(METHOD), former -> Optional.of(method(former))));
        }
    }

    private static String method(String former) {
        return former.equals(PSK_FILE) ? PSK_HMAC : former;
    }
}
