package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmfs.northbound.http.HttpListener;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.HttpSettings;
import org.openmfs.northbound.http.JerseyCalls;
import org.openmfs.northbound.http.TlsFiles;

/** A connection over TLS has several layers, and each ends with it. */
@Timeout(120)
final class TlsConnectionsTest {
    private static final int MOST = 8;

    /** An answer to everybody, each of whom is known. */
    private static final class Always implements Inflector<ContainerRequestContext, Response> {
        @Override
        public Response apply(ContainerRequestContext request) {
            JerseyCalls.known(request);
            return JerseyCalls.response(HttpReply.empty(204));
        }
    }

    private static ResourceConfig application() {
        var everything = Resource.builder("{any: .*}");
        everything.addMethod("GET").handledBy(new Always());
        return new ResourceConfig().registerResources(everything.build());
    }

    @ParameterizedTest
    @EnumSource
    void those_that_were_closed_take_no_room(HttpClient.Version version, @TempDir Path folder) throws Exception {
        TlsIdentity identity = TlsIdentity.make(folder, "server", "EC");
        HttpSettings settings = new HttpSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new TlsFiles(identity.certificateFile(), identity.keyFile())),
                1024,
                MOST,
                Duration.ofMinutes(1));
        try (HttpListener server =
                new HttpListener(settings, application(), problem -> HttpReply.empty(400), alarm -> {})) {
            URI place = URI.create("https://127.0.0.1:" + server.address().getPort() + "/x");
            for (int i = 0; i < 3 * MOST; i++) {
                try (HttpClient client = HttpClient.newBuilder()
                        .version(version)
                        .sslContext(identity.trusting("TLS"))
                        .build()) {
                    HttpResponse<Void> answer =
                            client.send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.discarding());
                    assertThat(answer.statusCode()).as("request %d", i).isEqualTo(204);
                    assertThat(answer.version()).isEqualTo(version);
                }
            }
        }
    }
}
