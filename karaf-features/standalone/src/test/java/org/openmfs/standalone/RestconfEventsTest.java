package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.mdsal.binding.api.NotificationPublishService;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.event.rev261129.ServiceChangedBuilder;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.service.rev261130.Phase;
import org.opendaylight.yang.gen.v1.urn.openmfs.yang.mfs.types.rev261129.ServiceId;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.UserFile;

/** The stream of what happens to services and devices. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RestconfEventsTest {
    private static final String STREAM = "/restconf/streams/mfs-events";

    @TempDir
    static Path folder;

    private static NorthSide north;
    private static NotificationPublishService publishing;

    @BeforeAll
    static void start() throws Exception {
        north = new NorthSide(folder);
        publishing = north.mdsal.notificationPublishService();
    }

    @AfterAll
    static void stop() throws Exception {
        north.close();
    }

    @Test
    void the_stream_is_listed_where_clients_look() {
        var listed = north.get("/restconf/data/ietf-restconf-monitoring:restconf-state/streams/stream=mfs-events");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.body()).contains("\"location\":\"" + STREAM + "\"", "\"encoding\":\"json\"");
    }

    @Test
    void each_of_two_clients_gets_each_event() throws Exception {
        try (Socket first = watch(north.administrator);
                Socket second = watch(north.viewer)) {
            BufferedReader one = started(first);
            BufferedReader two = started(second);
            for (Phase phase : new Phase[] {Phase.Planned, Phase.Active}) {
                publish("blue", phase);
                for (BufferedReader reader : new BufferedReader[] {one, two}) {
                    var event = JsonParser.parseString(nextEvent(reader))
                            .getAsJsonObject()
                            .getAsJsonObject("ietf-restconf:notification");
                    assertThat(event.get("eventTime").getAsString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
                    var changed = event.getAsJsonObject("mfs-event:service-changed");
                    assertThat(changed.get("service").getAsString()).isEqualTo("blue");
                    assertThat(changed.get("phase").getAsString()).isEqualTo(phase.getName());
                    assertThat(changed.get("observed-generation").getAsString()).isEqualTo("7");
                }
            }
        }
    }

    @Test
    void a_client_that_does_not_read_is_dropped_and_the_others_go_on() throws Exception {
        int batches = 60;
        int batch = 1_000;
        try (Socket slow = watch(north.viewer);
                Socket quick = watch(north.viewer)) {
            BufferedReader late = started(slow);
            BufferedReader reader = started(quick);
            for (int i = 0; i < batches; i++) {
                for (int j = 0; j < batch; j++) {
                    publish("x".repeat(64), Phase.Active);
                }
                for (int j = 0; j < batch; j++) {
                    assertThat(nextEvent(reader)).contains("xxx");
                }
            }
            assertThat(eventsUntilTheEnd(late)).isLessThan(batches * batch);
            publish("blue", Phase.Withdrawn);
            assertThat(nextEvent(reader)).contains("blue");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_stream_ends_when_its_user_gets_another_password_or_role(Role after) throws Exception {
        Path password = UserFile.open(folder).add("watcher", Role.VIEWER);
        try (Socket socket = watch("watcher:" + Files.readString(password))) {
            BufferedReader reader = started(socket);
            UserFile.open(folder).add("watcher", after);

            assertThat(reader.lines())
                    .anyMatch(line -> line.startsWith(": the stream ends, since user watcher has another"));
        }
    }

    /** The id of the next event, whose data is the line after it. */
    private static String nextId(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (!line.startsWith("id: ")) {
            line = reader.readLine();
        }
        return line.substring("id: ".length());
    }

    @Test
    void a_client_that_comes_back_gets_what_happened_meanwhile() throws Exception {
        String heard;
        try (Socket first = watch(north.viewer)) {
            BufferedReader reader = started(first);
            publish("one", Phase.Active);
            heard = nextId(reader);
            assertThat(nextEvent(reader)).contains("\"one\"");
        }
        publish("two", Phase.Active);
        publish("three", Phase.Active);

        try (Socket again = watch(north.viewer, "", "Last-Event-ID: " + heard + "\r\n")) {
            BufferedReader reader = started(again);
            assertThat(nextEvent(reader)).contains("\"two\"");
            assertThat(nextEvent(reader)).contains("\"three\"");
            publish("four", Phase.Active);
            assertThat(nextEvent(reader)).contains("\"four\"");
        }
    }

    @Test
    void one_that_heard_an_event_that_is_not_kept_is_told_so_and_gets_what_is() throws Exception {
        publish("kept", Phase.Active);
        try (Socket again = watch(north.viewer, "", "Last-Event-ID: of another run\r\n")) {
            BufferedReader reader = started(again);
            assertThat(reader.readLine()).isEmpty();
            assertThat(reader.readLine()).matches(": what happened until .* is not kept: read the state for it");
            String event = nextEvent(reader);
            while (!event.contains("\"kept\"")) {
                event = nextEvent(reader);
            }
        }
    }

    @Test
    void what_happened_since_a_time_may_be_asked_for() throws Exception {
        publish("before", Phase.Active);
        TimeUnit.MILLISECONDS.sleep(10);
        String start = Instant.now().toString();
        publish("after", Phase.Active);
        try (Socket client = watch(north.viewer, "?start-time=" + start, "")) {
            assertThat(nextEvent(started(client))).contains("\"after\"");
        }
        for (String wrong : new String[] {"yesterday", "2999-01-01T00:00:00Z", ""}) {
            var refused = north.get(STREAM + "?start-time=" + wrong);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("start-time");
        }
    }

    @Test
    void a_stream_ends_at_the_time_that_was_asked_for_with_what_happened_until_then() throws Exception {
        String start = Instant.now().toString();
        publish("within", Phase.Active);
        String stop = Instant.now().plusSeconds(1).toString();
        try (Socket client = watch(north.viewer, "?start-time=" + start + "&stop-time=" + stop, "")) {
            BufferedReader reader = started(client);
            assertThat(nextEvent(reader)).contains("\"within\"");
            TimeUnit.MILLISECONDS.sleep(1010);
            publish("too-late", Phase.Active);
            assertThat(reader.lines())
                    .contains(": the stream ends, since its stop-time is reached")
                    .noneMatch(line -> line.contains("too-late"));
        }
        try (Socket client = watch(north.viewer, "?start-time=" + start + "&stop-time=" + stop, "")) {
            assertThat(started(client).lines())
                    .anyMatch(line -> line.contains("\"within\""))
                    .noneMatch(line -> line.contains("too-late"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop-time=2026-11-29T12:00:00Z",
                "start-time=2026-11-29T12:00:00Z&stop-time=2026-11-29T11:00:00Z",
                "start-time=2026-11-29T12:00:00Z&stop-time=2026-11-29T12:00:00Z",
                "start-time=2026-11-29T12:00:00Z&stop-time=soon"
            })
    void a_stop_time_follows_a_start_time(String query) {
        var refused = north.get(STREAM + "?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.tag()).isEqualTo("invalid-value");
        assertThat(refused.body()).contains("stop-time");
    }

    @Test
    void a_stream_is_told_by_its_media_type() {
        assertThat(north.get(STREAM, "Accept", "application/json").status()).isEqualTo(406);
        assertThat(north.get("/restconf/streams/other").status()).isEqualTo(404);
        assertThat(north.json("POST", STREAM, "{}").status()).isEqualTo(405);
    }

    private static void publish(String service, Phase phase) {
        try {
            publishing.putNotification(new ServiceChangedBuilder()
                    .setService(new ServiceId(service))
                    .setPhase(phase)
                    .setObservedGeneration(Uint64.valueOf(7))
                    .build());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Socket watch(String user) throws IOException {
        return watch(user, "", "");
    }

    /** @param query with its question mark */
    private static Socket watch(String user, String query, String header) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), north.endpoint.root().getPort()));
        String request =
                "GET " + STREAM + query + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: "
                        + NorthSide.authorization(user) + "\r\n" + header + "\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        return socket;
    }

    /** Reads until the first comment, which comes when the client is being told. */
    private static BufferedReader started(Socket socket) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        assertThat(reader.readLine()).isEqualTo("HTTP/1.1 200 OK");
        String line = reader.readLine();
        while (!line.equals(":")) {
            line = reader.readLine();
        }
        return reader;
    }

    private static String nextEvent(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (!line.startsWith("data: ")) {
            line = reader.readLine();
        }
        return line.substring("data: ".length());
    }

    /** How many events come before the other side ends the connection. */
    private static int eventsUntilTheEnd(BufferedReader reader) {
        int events = 0;
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                events += line.startsWith("data: ") ? 1 : 0;
            }
        } catch (SocketException e) {
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return events;
    }
}
