package org.openmfs.testbed.web;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A user name and a password, as HTTP Basic authentication (RFC 7617) carries them. */
public record Credential(String username, String password) {

    /** A credential with 144 random bits in its password. */
    public static Credential generate(String username, SecureRandom random) {
        byte[] bits = new byte[18];
        random.nextBytes(bits);
        return new Credential(username, Base64.getUrlEncoder().encodeToString(bits));
    }

    /** Reads what {@link #toJson} wrote. */
    public static Credential read(Path file) throws IOException {
        return of(Json.parseObject(Files.readString(file)));
    }

    public static Credential of(JsonObject json) {
        return new Credential(
                json.get("username").getAsString(), json.get("password").getAsString());
    }

    public JsonObject toJson() {
        return Json.object("username", username, "password", password);
    }

    /** The value of the Authorization header. */
    public String authorization() {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "Credential[" + username + "]";
    }
}
