package org.openmfs.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each write, login and refusal leaves a line: who, from where, what, and how it ended. */
final class AuditTest {
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

    private List<String> told() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void a_write_and_a_login_are_told_and_a_read_is_not() {
        north.json("PUT", PLACE, NorthSide.SERVICE.formatted("blue"));
        north.get(PLACE);
        north.json("DELETE", PLACE, "");
        north.json("DELETE", PLACE, "");

        assertThat(told())
                .containsExactly(
                        "admin from 127.0.0.1: logged in",
                        "admin from 127.0.0.1: PUT " + PLACE + ": 201",
                        "admin from 127.0.0.1: DELETE " + PLACE + ": 204",
                        "admin from 127.0.0.1: DELETE " + PLACE + ": 404");
    }

    @Test
    void a_refusal_is_told_without_what_was_said() {
        north.send("GET", "/restconf", null, "", "admin:hunter2");
        north.send("GET", "/restconf", null, "", "admin:hunter3");
        north.send("DELETE", PLACE, null, "", north.viewer);

        // Two guesses, of which the second may come more than a second after the first.
        assertThat(told().stream().distinct())
                .containsExactly(
                        "nobody from 127.0.0.1: GET /restconf: refused with 401",
                        north.viewer.replaceAll(":.*", "") + " from 127.0.0.1: DELETE " + PLACE + ": refused with 403");
        assertThat(told()).noneMatch(line -> line.contains("hunter"));
    }

    @Test
    void who_is_no_user_does_not_fill_the_log() throws Exception {
        for (int i = 0; i < 50; i++) {
            north.send("POST", "/livez", null, "", null);
            north.raw("PUT /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 9999999\r\n\r\n");
        }

        assertThat(told()).hasSizeLessThan(50);
    }

    @Test
    void however_many_addresses_who_is_no_user_has() throws Exception {
        for (int i = 0; i < 400; i++) {
            InetAddress from = InetAddress.getByName("127.0." + (1 + i / 200) + "." + (1 + i % 200));
            north.rawFrom(from, "GET /restconf HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        }

        assertThat(told()).hasSizeGreaterThan(250).hasSizeLessThan(330);
    }

    @Test
    void a_method_that_is_none_does_not_make_a_long_line() throws Exception {
        north.raw("A".repeat(5000) + " /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(told()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1000));
    }

    @Test
    void of_a_body_that_is_too_big_it_is_told_where_it_came_from() throws Exception {
        north.raw(north.head("PUT " + PLACE) + "Content-Length: 9999999\r\n\r\n");

        assertThat(told()).hasSize(1).allSatisfy(line -> assertThat(line).contains("127.0.0.1", "PUT " + PLACE));
    }
}
