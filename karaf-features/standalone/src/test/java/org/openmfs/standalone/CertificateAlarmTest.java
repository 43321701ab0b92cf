package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
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
import java.util.Optional;
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

    private static BufferedReader events(Controller controller, HttpClient client) throws Exception {
        String administrator = "admin:" + Files.readString(controller.administratorPasswordFile());
        HttpRequest request = HttpRequest.newBuilder(URI.create(controller.restconf() + "/streams/mfs-events"))
                .header("Authorization", NorthSide.authorization(administrator))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
