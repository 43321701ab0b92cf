package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmfs.standalone.NorthSide.SERVICE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RESTCONF is alike over HTTP/1.1 and HTTP/2. */
final class RestconfHttp2Test {
    private static final String SERVICES = "/restconf/data/mfs-service:services";
    private static final int TOO_BIG = 4 * 1024 * 1024 + 1;

    private static NorthSide north;
    private static HttpClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        north = new NorthSide(folder);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        north.close();
    }

    private static HttpRequest.Builder request(String path) {
        URI address = north.endpoint.root().resolve(path);
        return HttpRequest.newBuilder(address)
                .header("Authorization", NorthSide.authorization(north.administrator))
                .header("Content-Type", NorthSide.JSON);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_client_that_asks_for_it_gets_HTTP_2_and_the_same_answers() throws Exception {
        HttpResponse<String> made =
                send(request(SERVICES + "/service=a.b").PUT(BodyPublishers.ofString(SERVICE.formatted("a.b"))));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("location"))
                .hasValueSatisfying(place -> assertThat(place)
                        .startsWith(north.endpoint.root().toString())
                        .endsWith("/service=a.b"));

        HttpResponse<String> read = send(request(SERVICES + "/service=a.b").GET());

        assertThat(read.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("\"id\":\"a.b\"");
        assertThat(send(request("/restconf/data/no-such:x").GET()).statusCode()).isEqualTo(404);
    }

    @Test
    void many_requests_at_a_time_share_a_connection() throws Exception {
        assertThat(send(request("/restconf").GET()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(client.sendAsync(request("/restconf").GET().build(), HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    private enum Length {
        TOLD,
        NOT_TOLD
    }

    @ParameterizedTest
    @EnumSource
    void a_body_that_is_too_big_is_413_whether_it_says_how_long_it_is_or_not(Length length) throws Exception {
        assertThat(send(request("/restconf").GET()).version()).isEqualTo(HttpClient.Version.HTTP_2);
        byte[] body = new byte[TOO_BIG];
        BodyPublisher published = switch (length) {
            case TOLD -> BodyPublishers.ofByteArray(body);
            case NOT_TOLD -> BodyPublishers.ofByteArrays(List.of(body));
        };

        HttpResponse<String> refused = send(request(SERVICES).PUT(published));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("ietf-restconf:errors", "too-big");
    }
}
