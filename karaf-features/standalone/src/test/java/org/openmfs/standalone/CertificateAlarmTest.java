package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.northbound.http.TlsFiles;

/** The end of the controller's own certificate is an alarm like any other. */
final class CertificateAlarmTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void the_last_week_of_the_certificate_that_is_served_is_told_as_an_event() throws Exception {
        TlsIdentity first = TlsIdentity.make(folder, "first", "EC");
        TlsIdentity ending = TlsIdentity.make(folder, "ending", "EC", "-1d", 6);
        TlsFiles files = new TlsFiles(folder.resolve("served.crt"), folder.resolve("served.key"));
        Files.copy(first.certificateFile(), files.certificate());
        Files.copy(first.keyFile(), files.key());
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Controller controller = Controller.start(
                        new ControllerOptions(folder.resolve("data"), any, Optional.of(files), Optional.empty()));
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(first.trusting("TLS"))
                        .build();
                BufferedReader events = events(controller, client)) {
            Files.move(ending.keyFile(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(ending.certificateFile(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);

            String alarm = events.lines()
                    .filter(line -> line.contains("alarm-raised"))
                    .findFirst()
                    .orElseThrow();

            assertThat(alarm)
                    .contains(
                            "certificate-expires",
                            "\"subject\":\"controller\"",
                            "the certificate in " + files.certificate());
            client.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void what_was_told_before_anybody_could_listen_is_found_among_the_alarms_until_the_certificate_is_renewed()
            throws Exception {
        TlsIdentity ending = TlsIdentity.make(folder, "ending", "EC", "-1d", 6);
        TlsFiles files = new TlsFiles(folder.resolve("served.crt"), folder.resolve("served.key"));
        Files.copy(ending.certificateFile(), files.certificate());
        Files.copy(ending.keyFile(), files.key());
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Controller controller = Controller.start(
                new ControllerOptions(folder.resolve("data"), any, Optional.of(files), Optional.empty()))) {
            assertThat(alarms(controller, ending, body -> body.contains("certificate-expires")))
                    .contains("\"subject\":\"controller\"", "the certificate in " + files.certificate() + " ends in");

            TlsIdentity fresh = TlsIdentity.make(folder, "fresh", "EC");
            Files.move(fresh.keyFile(), files.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh.certificateFile(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
            assertThat(alarms(controller, fresh, body -> !body.contains("certificate-expires")))
                    .doesNotContain(files.certificate().toString());
        }
    }

    @Test
    @Timeout(60)
    void the_last_week_of_a_client_identity_is_an_alarm_too() throws Exception {
        TlsIdentity ending = TlsIdentity.make(folder, "ending", "EC", "-1d", 6);
        try (WholeController controller = new WholeController(folder.resolve("data"))) {
            Path identities = folder.resolve("data/identities");
            Files.copy(ending.certificateFile(), identities.resolve("apn.pem"));
            Path key = Files.copy(ending.keyFile(), identities.resolve("apn.key"));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            String manager = """
                    {"mfs-network:manager":[{"id":"apn","kind":"apn-tapi","address":["https://127.0.0.1:1/restconf"],
                    "client-identity":"apn"}]}""";
            assertThat(controller
                            .send("PUT", "/mfs-network:managers/manager=apn", manager)
                            .status())
                    .isEqualTo(201);

            String alarms = "";
            while (!alarms.contains("certificate-expires")) {
                NorthSide.Reply reply = controller.send("GET", "/mfs-event:alarms", "");
                assertThat(reply.status()).as(reply.body()).isIn(200, 404, 409);
                alarms = reply.body();
            }
            assertThat(alarms).contains("client-identity apn ends in", "\"subject\":\"controller\"");
        }
    }

    /** What the list of alarms says, as soon as it says this. */
    private static String alarms(Controller controller, TlsIdentity trusted, Predicate<String> wanted)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(controller.restconf() + "/data/mfs-event:alarms"))
                .header("Authorization", administrator(controller))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusted.trusting("TLS")).build()) {
            while (true) {
                try {
                    HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
                    assertThat(reply.statusCode()).as(reply.body()).isIn(200, 404, 409);
                    if (wanted.test(reply.body())) {
                        return reply.body();
                    }
                } catch (IOException notServedYet) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static String administrator(Controller controller) throws IOException {
        return NorthSide.authorization("admin:" + Files.readString(controller.administratorPasswordFile()));
    }

    private static BufferedReader events(Controller controller, HttpClient client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(controller.restconf() + "/streams/mfs-events"))
                .header("Authorization", administrator(controller))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
