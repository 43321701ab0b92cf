package org.openmfs.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmfs.northbound.auth.Role;
import org.openmfs.northbound.auth.User;
import org.openmfs.northbound.http.HttpReply;
import org.openmfs.northbound.http.InnerCalls;
import org.slf4j.LoggerFactory;

/** What this process asks of RESTCONF itself goes the way of every client. */
final class InnerCallsTest {
    private static final String PLACE = "/restconf/data/mfs-service:services/service=blue";

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger audit = (Logger) LoggerFactory.getLogger("org.openmfs.audit");
    private NorthSide north;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        lines.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(lines);
        north = new NorthSide(folder);
    }

    @AfterEach
    void stop() throws Exception {
        audit.detachAppender(lines);
        north.close();
    }

    private static InnerCalls.Call call(Role role, String method, String target, String body) {
        return new InnerCalls.Call(
                new InnerCalls.Asker(new User("alice", role), "the console", () -> true),
                method,
                target,
                Map.of("content-type", NorthSide.JSON),
                body.getBytes(UTF_8));
    }

    private HttpReply.Whole ask(Role role, String method, String target, String body) throws InterruptedException {
        return north.endpoint.inner().ask(call(role, method, target, body));
    }

    @Test
    void what_is_written_is_there_for_every_client_and_is_in_the_audit_under_who_wrote_it() throws Exception {
        HttpReply.Whole made = ask(Role.ADMINISTRATOR, "PUT", PLACE, NorthSide.SERVICE.formatted("blue"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(north.get(PLACE).body()).contains("\"id\":\"blue\"");
        assertThat(new String(
                        ask(Role.ADMINISTRATOR, "GET", PLACE + "?content=config", "")
                                .body(),
                        UTF_8))
                .contains("\"id\":\"blue\"");
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .contains("alice from the console: logged in", "alice from the console: PUT " + PLACE + ": 201");
    }

    @Test
    void what_the_models_refuse_and_what_a_role_may_not_do_is_refused() throws Exception {
        HttpReply.Whole wrong = ask(
                Role.ADMINISTRATOR, "PUT", PLACE, "{\"mfs-service:service\":[{\"id\":\"blue\",\"colour\":\"blue\"}]}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(new String(wrong.body(), UTF_8)).contains("ietf-restconf:errors", "colour");
        assertThat(ask(Role.VIEWER, "DELETE", PLACE, "").status()).isEqualTo(403);
        assertThat(ask(Role.ADMINISTRATOR, "GET", PLACE, "").status()).isEqualTo(404);
    }

    @Test
    void a_stream_of_events_goes_on_until_whoever_reads_it_is_interrupted() throws Exception {
        try (PipedInputStream heard = new PipedInputStream();
                PipedOutputStream told = new PipedOutputStream(heard)) {
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    north.endpoint
                            .inner()
                            .follow(call(Role.ADMINISTRATOR, "GET", "/restconf/streams/mfs-events", ""), told);
                } catch (InterruptedException expected) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(heard.read()).isEqualTo(':');
            assertThat(reader.join(Duration.ofMillis(1500))).isFalse();
            reader.interrupt();
            assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
        }
    }
}
