package org.openmfs.northbound.auth;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openmfs.northbound.error.JsonPlace;

/** The users as their file has them; what is wrong with it is said by place and what was expected. */
final class UserEntries {
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    static final String NAME_HAS = "letters, digits, dot, underscore and hyphen";

    private static final String QUICK_SALT = "quick-salt";
    private static final String QUICK_BITS = "quick-bits";
    private static final Pattern BITS = Pattern.compile("[0-9a-f]{4}");

    private static final Gson JSON = new Gson();
    private static final Gson WRITER = new GsonBuilder().setPrettyPrinting().create();
    private static final String WHOLE = "an object with the member users was expected";

    private UserEntries() {}

    /**
     * One user.
     *
     * @param quick of the same password; files of earlier builds have none
     */
    record Entry(String name, String role, PasswordHash password, Optional<QuickCheck> quick) {}

    /** The file as a whole. */
    static String text(Collection<Entry> entries) {
        JsonArray users = new JsonArray();
        for (Entry entry : entries) {
            JsonObject password = new JsonObject();
            password.addProperty("iterations", entry.password().iterations());
            password.addProperty("salt", entry.password().salt());
            password.addProperty("hash", entry.password().hash());
            // Within the password, so that who puts another one there leaves no quick check of the one before.
            entry.quick().ifPresent(quick -> {
                password.addProperty(QUICK_SALT, quick.salt());
                password.addProperty(QUICK_BITS, quick.bits());
            });
            JsonObject user = new JsonObject();
            user.addProperty("name", entry.name());
            user.addProperty("role", entry.role());
            user.add("password", password);
            users.add(user);
        }
        JsonObject file = new JsonObject();
        file.add("users", users);
        return WRITER.toJson(file);
    }

    /** @throws IOException if it is something else; the message says where and what was expected */
    static Map<String, Entry> parse(String text) throws IOException {
        if (!(whole(text) instanceof JsonObject file)) {
            throw new IOException("line 1: " + WHOLE);
        }
        if (!(file.get("users") instanceof JsonArray users)) {
            throw new IOException("users: a list of users was expected");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int at = 0; at < users.size(); at++) {
            Entry entry = entry(users.get(at), "users[" + at + "]");
            if (entries.put(entry.name(), entry) != null) {
                throw new IOException("user " + entry.name() + ": is there twice");
            }
        }
        return entries;
    }

    private static JsonElement whole(String text) throws IOException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        if (text.isBlank()) {
            throw new IOException("line 1, column 1: " + WHOLE + ", and it ends there");
        }
        try {
            JsonElement element = JSON.getAdapter(JsonElement.class).read(reader);
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return element;
            }
        } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
            String end = e instanceof EOFException ? ", and it ends there" : "";
            throw new IOException(JsonPlace.of(reader) + ": well-formed JSON was expected" + end, e);
        }
        throw new IOException(JsonPlace.of(reader) + ": the end was expected");
    }

    private static Entry entry(JsonElement element, String place) throws IOException {
        if (!(element instanceof JsonObject user)) {
            throw new IOException(place + ": an object with name, role and password was expected");
        }
        String name = text(user, "name").orElseThrow(() -> new IOException(place + ": name: a text was expected"));
        if (!NAME.matcher(name).matches()) {
            throw new IOException(place + ": name: " + NAME_HAS + " were expected, at most 64");
        }
        String role = text(user, "role")
                .filter(one -> Role.of(one).isPresent())
                .orElseThrow(() -> new IOException("user " + name + ": role: administrator or viewer was expected"));
        PasswordHash password = password(user.get("password"))
                .orElseThrow(() -> new IOException("user " + name
                        + ": password: an object with iterations, salt and hash was expected; --add-user makes one"));
        return new Entry(name, role, password, quick(user.getAsJsonObject("password")));
    }

    /** One that is none, or half of one, is as none: the slow hash decides. */
    private static Optional<QuickCheck> quick(JsonObject password) {
        return text(password, QUICK_SALT)
                .filter(UserEntries::isBase64)
                .flatMap(salt -> text(password, QUICK_BITS)
                        .filter(bits -> BITS.matcher(bits).matches())
                        .map(bits -> new QuickCheck(salt, bits)));
    }

    private static Optional<PasswordHash> password(JsonElement element) {
        if (!(element instanceof JsonObject hash)
                || !(hash.get("iterations") instanceof JsonPrimitive iterations && iterations.isNumber())) {
            return Optional.empty();
        }
        try {
            int times = iterations.getAsInt();
            return text(hash, "salt")
                    .filter(UserEntries::isBase64)
                    .flatMap(salt -> text(hash, "hash")
                            .filter(UserEntries::isBase64)
                            .filter(any -> times > 0)
                            .map(derived -> new PasswordHash(times, salt, derived)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> text(JsonObject object, String member) {
        return object.get(member) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
