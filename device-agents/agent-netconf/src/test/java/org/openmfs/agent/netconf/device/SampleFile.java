package org.openmfs.agent.netconf.device;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** An agent's file with every member, right in all of them until a test makes it wrong. */
final class SampleFile {
    private static final String EVERY_MEMBER = """
            {"cf": "cf-a", "data": "data", "seals": "seals", "netconf": "127.0.0.1:830", "netconf-advertise": "alice.example:830",
             "peering": {"listen": "127.0.0.1:4000", "advertise": "192.0.2.1:4000",
               "certificates": "cf-a.pem", "key": "cf-a.key.pem", "authorities": "authority.pem",
               "revocation-lists": "revoked.pem"},
             "kme": {"uri": "https://kme.example:8443", "sae-id": "sae-a",
               "certificates": "sae-a.pem", "key": "sae-a.key.pem", "authorities": "kme-authority.pem"},
             "psk": {"file": "psk"},
             "enc-decs": [
               {"name": "macsec0", "kind": "macsec-simulated", "local-sci": "024d4653000a0001",
                "peer-sci": "024d4653000b0001", "wire": {"own": "127.0.0.1:5000", "other": "127.0.0.2:5000"},
                "edge": {"own": "127.0.0.1:5001", "other": "127.0.0.1:5002"}, "replay-window": 128},
               {"name": "macsec1", "kind": "macsec", "parent": "eth0", "local-sci": "024d4653000a0002",
                "peer-sci": "024d4653000b0002", "address": "192.0.2.1/30", "replay-window": 64}],
             "floor": {"factors": 2, "least-diversity": 2, "required-grounds": ["pre-shared"]}}
            """;
    private static final List<String> OPEN =
            List.of("cf-a.pem", "authority.pem", "revoked.pem", "sae-a.pem", "kme-authority.pem");
    private static final List<String> SECRET = List.of("cf-a.key.pem", "sae-a.key.pem", "psk");

    private final Path folder;
    private JsonObject json = JsonParser.parseString(EVERY_MEMBER).getAsJsonObject();

    /** Makes the files that it names, too. */
    SampleFile(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("seals"));
        for (String name : OPEN) {
            Files.writeString(folder.resolve(name), "");
        }
        for (String name : SECRET) {
            Path file = folder.resolve(name);
            Files.writeString(file, "");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    JsonObject json() {
        return json;
    }

    /** Begins anew, with the file as it should be. */
    void reset() {
        json = JsonParser.parseString(EVERY_MEMBER).getAsJsonObject();
    }

    /** The paths of all members, such as {@code enc-decs[0].wire.own}. */
    List<String> members() {
        List<String> paths = new ArrayList<>();
        collect("", json, paths);
        return paths;
    }

    private static void collect(String path, JsonElement value, List<String> into) {
        if (value instanceof JsonObject object) {
            object.entrySet().forEach(entry -> {
                String member = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
                into.add(member);
                collect(member, entry.getValue(), into);
            });
        } else if (value instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                into.add(path + "[" + i + "]");
                collect(path + "[" + i + "]", list.get(i), into);
            }
        }
    }

    JsonElement get(String path) {
        JsonElement at = json;
        for (String step : path.replace("[", ".[").split("\\.")) {
            at = step.startsWith("[")
                    ? at.getAsJsonArray().get(index(step))
                    : at.getAsJsonObject().get(step);
        }
        return at;
    }

    SampleFile set(String path, String value) {
        return set(path, new JsonPrimitive(value));
    }

    SampleFile set(String path, JsonElement value) {
        int dot = path.lastIndexOf('.');
        int bracket = path.lastIndexOf('[');
        if (bracket > dot) {
            get(path.substring(0, bracket)).getAsJsonArray().set(index(path.substring(bracket)), value);
        } else {
            JsonObject parent = dot < 0 ? json : get(path.substring(0, dot)).getAsJsonObject();
            parent.add(path.substring(dot + 1), value);
        }
        return this;
    }

    SampleFile remove(String path) {
        int dot = path.lastIndexOf('.');
        JsonObject parent = dot < 0 ? json : get(path.substring(0, dot)).getAsJsonObject();
        parent.remove(path.substring(dot + 1));
        return this;
    }

    private static int index(String step) {
        return Integer.parseInt(step.substring(1, step.length() - 1));
    }

    Path write() throws IOException {
        return write(json.toString());
    }

    Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("alice.json"), text);
    }

    AgentSettings read() throws IOException {
        return SettingsFile.read(write());
    }

    /** What is said of the file, without its name; nothing when it is fine. */
    List<String> faults() throws IOException {
        return faults(json.toString());
    }

    List<String> faults(String text) throws IOException {
        Path file = write(text);
        try {
            SettingsFile.read(file);
            return List.of();
        } catch (IOException refused) {
            return refused.getMessage()
                    .lines()
                    .map(line -> line.startsWith(file + ": ")
                            ? line.substring(file.toString().length() + 2)
                            : line)
                    .toList();
        }
    }
}
