package org.openmfs.testbed.south;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.standalone.Controller;
import org.openmfs.standalone.ControllerOptions;
import org.openmfs.testbed.web.Json;

/** The whole controller, told over RESTCONF what to show managers that ask for tokens or certificates. */
@Timeout(120)
final class ManagerOverRestconfTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String APN = "/restconf/data/mfs-network:managers/manager=apn";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    private Controller controller() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Controller.start(new ControllerOptions(folder.resolve("data"), any, Optional.empty(), Optional.empty()));
    }

    private String send(Controller to, String method, String body) throws Exception {
        String administrator = "admin:" + Files.readString(to.administratorPasswordFile());
        String basic = Base64.getEncoder().encodeToString(administrator.getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(to.restconf().resolve(APN))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/yang-data+json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
        return response.body();
    }

    private void put(Controller to, ManagerFace face, String shown, String value) throws Exception {
        JsonObject entry = Json.object(
                "id",
                "apn",
                "kind",
                "apn-tapi",
                "address",
                java.util.List.of(face.address(ManagerFace.APN).toString()),
                "certificate-authority",
                face.authority(),
                shown,
                value);
        send(
                to,
                "PUT",
                Json.object("mfs-network:manager", java.util.List.of(entry)).toString());
    }

    /** The manager's state once it is like this. */
    private JsonObject await(Controller at, Predicate<JsonObject> like) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        JsonObject state;
        do {
            JsonObject entry = JsonParser.parseString(send(at, "GET", ""))
                    .getAsJsonObject()
                    .getAsJsonArray("mfs-network:manager")
                    .get(0)
                    .getAsJsonObject();
            state = Optional.ofNullable(entry.getAsJsonObject("state")).orElseGet(JsonObject::new);
            Thread.sleep(PAUSE);
        } while (!like.test(state) && Instant.now().isBefore(end));
        assertThat(like.test(state)).as(state.toString()).isTrue();
        return state;
    }

    private static Predicate<JsonObject> connection(String wanted) {
        return state ->
                state.has("connection") && state.get("connection").getAsString().equals(wanted);
    }

    private static Predicate<JsonObject> text(String part) {
        return state -> state.has("text") && state.get("text").getAsString().contains(part);
    }

    @Test
    void a_refused_token_is_a_visible_reason_and_the_right_one_connects() throws Exception {
        try (ManagerFace face = ManagerFace.asking("bearer");
                Controller controller = controller()) {
            put(controller, face, "bearer-token", "not-the-planted-token");
            JsonObject refused = await(controller, connection("refused"));
            assertThat(refused.get("reason").getAsString()).isEqualTo("credential-refused");
            assertThat(refused.get("text").getAsString())
                    .contains("the bearer-token was refused (status 401)")
                    .doesNotContain("planted");

            put(controller, face, "bearer-token", face.file(ManagerFace.APN, "restconf-token"));
            await(controller, connection("connected"));
        }
    }

    @Test
    void an_identity_is_taken_from_the_controllers_data_when_it_is_there() throws Exception {
        try (ManagerFace face = ManagerFace.asking("client-certificate");
                Controller controller = controller()) {
            Path identities = folder.resolve("data/identities");
            put(controller, face, "client-identity", "apn-1");
            await(controller, text(identities.resolve("apn-1.pem") + ": there is no such file"));

            Files.writeString(
                    identities.resolve("apn-1.pem"), face.file(ManagerFace.APN, "restconf-client-certificate"));
            Path key = Files.createFile(
                    identities.resolve("apn-1.key"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, face.file(ManagerFace.APN, "restconf-client-key"));

            await(controller, connection("connected"));
            assertThat(Files.getPosixFilePermissions(identities))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }
}
