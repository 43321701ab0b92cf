package org.openmfs.agent.netconf.device;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.openmfs.agent.combine.PolicyFloor;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.Family;

/**
 * An agent's settings as a JSON file; {@code docs/agent-file.md} describes it member by member. Paths in it are relative
 * to the file's own folder.
 */
public final class SettingsFile {
    private final Path folder;

    private SettingsFile(Path folder) {
        this.folder = folder;
    }

    /**
     * @throws IOException if the file cannot be read, with the member that is wrong and what was expected
     */
    public static AgentSettings read(Path file) throws IOException {
        SettingsFile reader = new SettingsFile(file.toAbsolutePath().getParent());
        try {
            return reader.settings(new Member("", JsonParser.parseString(Files.readString(file))));
        } catch (JsonParseException notJson) {
            throw new IOException(file + " is not JSON", notJson);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private AgentSettings settings(Member file) {
        file.allow("cf", "data", "netconf", "peering", "kme", "psk-file", "enc-decs", "floor");
        return new AgentSettings(
                file.get("cf").as(CfId::new),
                file.get("data").as(this::path),
                file.get("netconf").as(SettingsFile::address),
                peering(file.get("peering")),
                file.find("kme").map(this::kme),
                file.find("psk-file").map(member -> member.as(this::path)),
                file.get("enc-decs").items().stream().map(this::encDec).toList(),
                file.find("floor").map(SettingsFile::floor).orElse(new PolicyFloor(1, 1, Set.of())));
    }

    private AgentSettings.Peering peering(Member member) {
        member.allow("listen", "certificates", "key", "authorities");
        return new AgentSettings.Peering(
                member.get("listen").as(SettingsFile::address),
                member.get("certificates").as(this::path),
                member.get("key").as(this::path),
                member.get("authorities").as(this::path));
    }

    private AgentSettings.Kme kme(Member member) {
        member.allow("uri", "sae-id", "certificates", "key", "authorities");
        return new AgentSettings.Kme(
                member.get("uri").as(URI::create),
                member.get("sae-id").as(text -> text),
                member.get("certificates").as(this::path),
                member.get("key").as(this::path),
                member.get("authorities").as(this::path));
    }

    private AgentSettings.EncDecPlace encDec(Member member) {
        String kind = member.get("kind").as(text -> text);
        return switch (kind) {
            case "macsec" -> {
                member.allow("name", "kind", "parent", "local-sci", "peer-sci", "address");
                yield new AgentSettings.EncDecPlace.Kernel(
                        member.get("name").as(text -> text),
                        member.get("parent").as(text -> text),
                        member.get("local-sci").as(text -> text),
                        member.get("peer-sci").as(text -> text),
                        member.find("address").map(address -> address.as(text -> text)));
            }
            case "macsec-simulated" -> {
                member.allow("name", "kind", "local-sci", "peer-sci", "wire", "edge");
                yield new AgentSettings.EncDecPlace.Simulated(
                        member.get("name").as(text -> text),
                        member.get("local-sci").as(text -> text),
                        member.get("peer-sci").as(text -> text),
                        sockets(member.get("wire")),
                        sockets(member.get("edge")));
            }
            default -> throw member.get("kind").wrong("'macsec' or 'macsec-simulated', not '" + kind + "'");
        };
    }

    private static AgentSettings.Sockets sockets(Member member) {
        member.allow("own", "other");
        return new AgentSettings.Sockets(
                member.get("own").as(SettingsFile::address), member.get("other").as(SettingsFile::address));
    }

    private static PolicyFloor floor(Member member) {
        member.allow("factors", "families", "required-families");
        Set<Family> required = new TreeSet<>();
        member.find("required-families")
                .ifPresent(list -> list.items().forEach(item -> required.add(item.as(SettingsFile::family))));
        return new PolicyFloor(
                member.get("factors").as(Integer::parseInt),
                member.get("families").as(Integer::parseInt),
                required);
    }

    private static Family family(String identity) {
        return Family.valueOf(identity.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    private Path path(String text) {
        return folder.resolve(text).normalize();
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("ADDRESS:PORT");
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** A member of the file and the path that errors name. */
    private record Member(String path, JsonElement value) {
        Member get(String name) {
            return find(name).orElseThrow(() -> new IllegalArgumentException(in(name) + " is missing"));
        }

        Optional<Member> find(String name) {
            return Optional.ofNullable(object().get(name)).map(element -> new Member(in(name), element));
        }

        /** Refuses members that nobody would read, such as misspelt ones. */
        void allow(String... names) {
            Set<String> known = Set.of(names);
            object().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException(in(name) + " is unknown; known are " + new TreeSet<>(known));
                    });
        }

        List<Member> items() {
            if (!(value instanceof JsonArray array)) {
                throw wrong("a list");
            }
            List<Member> items = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                items.add(new Member(path + "[" + i + "]", array.get(i)));
            }
            return items;
        }

        <T> T as(Function<String, T> read) {
            if (!value.isJsonPrimitive()) {
                throw wrong("a plain value");
            }
            try {
                return read.apply(value.getAsString());
            } catch (IllegalArgumentException unreadable) {
                throw wrong(String.valueOf(unreadable.getMessage()));
            }
        }

        IllegalArgumentException wrong(String expected) {
            return new IllegalArgumentException((path.isEmpty() ? "the file" : path) + ": expected " + expected);
        }

        private JsonObject object() {
            if (!value.isJsonObject()) {
                throw wrong("an object");
            }
            return value.getAsJsonObject();
        }

        private String in(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }
}
