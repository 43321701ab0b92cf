package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program starts beside itself, and how it ends. */
final class ControllerProcessTest {
    private static final String ANY_PORT = "127.0.0.1:0";
    private static final int CANNOT = 1;
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    @Test
    void a_second_start_ends_with_one_line_and_leaves_the_first_alone() throws Exception {
        Path data = folder.resolve("first");
        try (ControllerProcess first = ControllerProcess.start(data, "--http", ANY_PORT)) {
            URI root = URI.create(first.root());
            try (ControllerProcess samePort =
                            ControllerProcess.start(folder.resolve("second"), "--http", "127.0.0.1:" + root.getPort());
                    ControllerProcess sameFolder = ControllerProcess.start(data, "--http", ANY_PORT)) {
                assertThat(samePort.end()).isEqualTo(CANNOT);
                assertThat(samePort.lines()).containsExactly("controller: 127.0.0.1:" + root.getPort() + ": in use");
                assertThat(sameFolder.end()).isEqualTo(CANNOT);
                assertThat(sameFolder.lines())
                        .containsExactly("controller: " + data + ": in use by another controller");
            }
            assertThat(status(root, data)).isEqualTo(200);
        }
    }

    @Test
    void the_log_is_written_in_the_data_folder() throws Exception {
        Path data = folder.resolve("data");
        try (ControllerProcess one = ControllerProcess.start(data, "--http", ANY_PORT)) {
            assertThat(one.root()).isNotEmpty();
            one.terminate();
            one.end();
        }
        assertThat(data.resolve("log/controller.log")).isRegularFile();
    }

    @Test
    void sigterm_ends_it_cleanly_and_what_was_configured_is_there_after_the_next_start() throws Exception {
        Path data = folder.resolve("data");
        try (ControllerProcess first = ControllerProcess.start(data, "--http", ANY_PORT)) {
            URI root = URI.create(first.root());
            assertThat(put(root, data)).isEqualTo(201);
            first.terminate();
            assertThat(first.end()).isEqualTo(SIGTERM);
            assertThat(first.lines())
                    .containsExactly(
                            "data in " + data,
                            "user admin, password in " + data.resolve("password-admin"),
                            "console: none, but with --karaf",
                            "API page at " + root.resolve("/openapi"),
                            "RESTCONF at " + root);
        }
        try (ControllerProcess second = ControllerProcess.start(data, "--http", ANY_PORT)) {
            assertThat(status(
                            URI.create(second.root() + "/data/mfs-policy:protection-classes/protection-class=gold"),
                            data))
                    .isEqualTo(200);
        }
    }

    @Test
    void what_it_cannot_start_with_is_said_in_one_line() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (ControllerProcess noFolder = ControllerProcess.start(file.resolve("data-below-a-file"));
                ControllerProcess everywhere = ControllerProcess.start(folder.resolve("data"), "--http", "0.0.0.0:0")) {
            assertThat(noFolder.end()).isEqualTo(CANNOT);
            assertThat(noFolder.lines()).singleElement().asString().startsWith("controller: " + file);
            assertThat(everywhere.end()).isEqualTo(CANNOT);
            assertThat(everywhere.lines())
                    .containsExactly("controller: plain HTTP is only for a loopback address, and 0.0.0.0 is none: "
                            + "give a certificate and a key");
        }
    }

    private static int put(URI root, Path data) throws Exception {
        String gold = "{\"mfs-policy:protection-class\":[{\"id\":\"gold\",\"method\":[\"ml-kem-1024\",\"qkd-014\"]}]}";
        return send(
                HttpRequest.newBuilder(URI.create(root + "/data/mfs-policy:protection-classes/protection-class=gold"))
                        .header("Content-Type", NorthSide.JSON)
                        .PUT(HttpRequest.BodyPublishers.ofString(gold)),
                data);
    }

    private static int status(URI address, Path data) throws Exception {
        return send(HttpRequest.newBuilder(address), data);
    }

    private static int send(HttpRequest.Builder request, Path data) throws Exception {
        String administrator = "admin:" + Files.readString(data.resolve("password-admin"));
        request.header("Authorization", NorthSide.authorization(administrator));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
