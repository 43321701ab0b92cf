package org.openmfs.northbound.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openmfs.northbound.error.JsonPlace;

/**
 * What a backup's file holds, in the words of today.
 *
 * @param modules name and revision of each module that the data are of
 * @param data the configuration as RFC 7951 has it, without secrets
 * @param sealed each secret, by its path in RESTCONF's datastore
 */
record BackupFile(List<String> modules, JsonObject data, SortedMap<String, String> sealed) {
    private static final int FORMAT = 1;
    private static final Set<String> MEMBERS = Set.of("format", "modules", "data", "sealed");
    private static final Gson JSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    BackupFile {
        modules = List.copyOf(modules);
    }

    byte[] bytes() {
        JsonObject file = new JsonObject();
        file.addProperty("format", FORMAT);
        file.add("modules", JSON.toJsonTree(modules));
        file.add("data", data);
        file.add("sealed", JSON.toJsonTree(sealed));
        return (JSON.toJson(file) + "\n").getBytes(UTF_8);
    }

    /**
     * Reads as much of it as can be.
     *
     * @param faults get what is wrong with its form
     * @throws UnusableBackupException if it is no JSON
     */
    static BackupFile of(byte[] bytes, List<Fault> faults) throws UnusableBackupException {
        JsonObject file = object(bytes);
        file.keySet().stream()
                .filter(member -> !MEMBERS.contains(member))
                .forEach(member -> faults.add(new Fault(member, "no such member was expected")));
        if (!(file.get("format") instanceof JsonElement format)
                || !format.toString().equals(Integer.toString(FORMAT))) {
            faults.add(new Fault("format", FORMAT + " was expected"));
        }
        List<String> modules = modules(file, faults);
        JsonObject data = file.get("data") instanceof JsonObject found ? found : new JsonObject();
        if (!(file.get("data") instanceof JsonObject)) {
            faults.add(new Fault("data", "an object was expected, with the configuration as RFC 7951 has it"));
        }
        if (FormerWords.areIn(modules)) {
            faults.addAll(FormerWords.renew(data));
        }
        return new BackupFile(modules, data, sealed(file, faults));
    }

    /** Whether a file is one of these, sound or not. */
    static boolean isBackup(byte[] bytes) {
        try {
            return object(bytes).has("format") && object(bytes).has("sealed");
        } catch (UnusableBackupException other) {
            return false;
        }
    }

    private static JsonObject object(byte[] bytes) throws UnusableBackupException {
        JsonReader reader = new JsonReader(new StringReader(new String(bytes, UTF_8)));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement whole = JSON.getAdapter(JsonElement.class).read(reader);
            if (whole instanceof JsonObject object && reader.peek() == JsonToken.END_DOCUMENT) {
                return object;
            }
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            throw new UnusableBackupException(
                    "", "a JSON object was expected, and this is not well-formed at " + JsonPlace.of(reader));
        }
        throw new UnusableBackupException("", "one JSON object was expected");
    }

    private static List<String> modules(JsonObject file, List<Fault> faults) {
        List<String> modules = new ArrayList<>();
        if (file.get("modules") instanceof JsonArray array) {
            for (JsonElement module : array) {
                if (isText(module)) {
                    modules.add(module.getAsString());
                } else {
                    faults.add(new Fault("modules", "only texts were expected, as name@revision"));
                }
            }
        } else {
            faults.add(new Fault("modules", "an array was expected, of name@revision"));
        }
        return modules;
    }

    private static SortedMap<String, String> sealed(JsonObject file, List<Fault> faults) {
        SortedMap<String, String> sealed = new TreeMap<>();
        if (file.get("sealed") instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                if (isText(entry.getValue()) && Seal.isSealed(entry.getValue().getAsString())) {
                    sealed.put(entry.getKey(), entry.getValue().getAsString());
                } else {
                    faults.add(new Fault(entry.getKey(), "a sealed value was expected, as an export writes it"));
                }
            }
        } else {
            faults.add(new Fault("sealed", "an object was expected, with a sealed value for each path"));
        }
        return sealed;
    }

    private static boolean isText(JsonElement element) {
        return element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
    }
}
