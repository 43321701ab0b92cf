package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmfs.standalone.NorthSide.SERVICE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;
import org.openmfs.northbound.http.HttpSettings;

/** Who may do what, and what nobody may read. */
final class RestconfAccessTest {
    private static final String BLUE = "/restconf/data/mfs-service:services/service=blue";
    private static final String DEVICE = """
            {"mfs-network:device":[{"id":"alpha","host":"192.0.2.1","host-key":"SHA256:%s","user":"u",\
            "password":"planted-secret"}]}""".formatted("A".repeat(43));

    @TempDir
    static Path folder;

    private static NorthSide north;

    @BeforeAll
    static void start() throws Exception {
        north = new NorthSide(folder);
        assertThat(north.json("PUT", "/restconf/data/mfs-network:devices/device=alpha", DEVICE)
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    @Test
    void without_credentials_everything_is_401_with_a_challenge() {
        for (String path :
                new String[] {"/restconf", "/restconf/data", "/openapi", "/restconf/streams/mfs-events", "/x"}) {
            var refused = north.send("GET", path, null, "", null);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("www-authenticate")).startsWith("Basic realm=");
            assertThat(refused.tag()).isEqualTo("access-denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin:wrong", "nobody:x", "admin:", ":x", "admin"})
    void wrong_credentials_are_401(String credentials) {
        assertThat(north.send("GET", "/restconf", null, "", credentials).status())
                .isEqualTo(401);
    }

    @Test
    void a_header_that_is_no_basic_one_is_401() {
        for (String header : new String[] {"Bearer abc", "Basic", "Basic ====", "Basic \u00e9", "nonsense"}) {
            var refused = north.send("GET", "/restconf", null, "", null, "Authorization", header);
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void a_viewer_reads_and_asks_and_changes_nothing() {
        for (String method : new String[] {"GET", "HEAD", "OPTIONS"}) {
            assertThat(north.send(method, "/restconf/data", null, "", north.viewer)
                            .status())
                    .isEqualTo(200);
        }
        for (String method : new String[] {"PUT", "PATCH", "POST", "DELETE"}) {
            var refused = north.send(method, BLUE, NorthSide.JSON, SERVICE.formatted("blue"), north.viewer);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.tag()).isEqualTo("access-denied");
        }
        var dryRun = north.send(
                "POST",
                "/restconf/operations/mfs-service:plan-service",
                NorthSide.JSON,
                "{\"mfs-service:input\":{}}",
                north.viewer);
        assertThat(dryRun.status()).isEqualTo(400);
        var other = north.send(
                "POST",
                "/restconf/operations/mfs-agent:rekey",
                NorthSide.JSON,
                "{\"mfs-agent:input\":{}}",
                north.viewer);
        assertThat(other.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/restconf/data",
                "/restconf/data?content=config",
                "/restconf/data?depth=5",
                "/restconf/data?fields=mfs-network:devices/device/password",
                "/restconf/data/mfs-network:devices",
                "/restconf/data/mfs-network:devices?content=config",
                "/restconf/data/mfs-network:devices?fields=device(id;password)",
                "/restconf/data/mfs-network:devices?depth=2",
                "/restconf/data/mfs-network:devices/device=alpha",
                "/restconf/data/mfs-network:devices/device=alpha?fields=password",
                "/restconf/data/mfs-network:devices/device=alpha/password"
            })
    void no_read_returns_a_credential(String path) {
        for (String encoding : new String[] {NorthSide.JSON, NorthSide.XML}) {
            var read = north.get(path, "Accept", encoding);
            assertThat(read.status()).isIn(200, 404);
            assertThat(read.body())
                    .doesNotContain("planted-secret")
                    .doesNotContain("\"password\":")
                    .doesNotContain("<password>");
        }
    }

    @Test
    void an_error_does_not_repeat_what_was_written() {
        String wrong = DEVICE.replace("planted-secret", "planted-secret".repeat(100));
        var refused = north.json("PUT", "/restconf/data/mfs-network:devices/device=alpha", wrong);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.path()).isEqualTo("/mfs-network:devices/device[id='alpha']/password");
        assertThat(refused.body()).doesNotContain("planted-secret");
    }

    @Test
    void users_and_passwords_are_readable_by_their_owner_alone() throws Exception {
        try (var files = Files.list(folder)) {
            assertThat(files.toList())
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
        String password = north.administrator.substring("admin:".length());
        assertThat(password).hasSizeGreaterThanOrEqualTo(20);
        assertThat(Files.readString(folder.resolve("users.json"))).doesNotContain(password);
    }

    @Test
    void a_file_of_users_that_others_may_read_is_refused(@TempDir Path other) throws Exception {
        UserFile.open(other);
        Files.setPosixFilePermissions(other.resolve("users.json"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> UserFile.open(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void a_user_that_is_added_while_the_server_runs_may_come_in() throws Exception {
        Path password = UserFile.open(folder).add("late", Role.VIEWER);
        String late = "late:" + Files.readString(password);
        assertThat(north.send("GET", "/restconf", null, "", late).status()).isEqualTo(200);
        UserFile.open(folder).add("late", Role.VIEWER);
        assertThat(north.send("GET", "/restconf", null, "", late).status()).isEqualTo(401);
        Files.delete(password);
    }

    @Test
    void plain_http_is_only_for_this_host() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> HttpSettings.at(new InetSocketAddress(everywhere, 0), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }
}
