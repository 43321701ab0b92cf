package org.openmfs.southbound.http.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.ScriptedServer;

/** The forms that the standard of server-sent events lets a server write an event in. */
@Timeout(30)
final class EventFormsTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private ScriptedServer server;
    private EventFollower follower;

    @BeforeEach
    void follow() {
        server = new ScriptedServer();
        server.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        RestconfClient client =
                new RestconfClient("west", server.root(), ManagerTls.trusting(Optional.empty()), new Login.None());
        follower = new EventFollower(client, heard::add);
        server.awaitFollower();
    }

    @AfterEach
    void end() {
        follower.close();
        server.close();
    }

    @Test
    void the_first_event_of_a_stream_that_begins_with_a_byte_order_mark_is_heard() throws Exception {
        say("\uFEFFdata: {\"a\":1}\n\ndata: {\"a\":2}\n\n");

        assertThat(next(2)).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @Test
    void lines_of_data_are_put_together_with_a_line_feed_and_without_their_first_blank() throws Exception {
        say("data: {\"a\":1\ndata:2}\r\ndata:  x\rdata\r\n\r\n");

        assertThat(next(1)).containsExactly("{\"a\":1\n2}\n x\n");
    }

    @Test
    void what_is_no_data_is_no_part_of_an_event() throws Exception {
        say(": alive\nretry: 10\nevent: x\ndatabase: 7\ndata: {}\nid: 3\n\n: alive\n\nid: 4\n\ndata: last\n\n");

        assertThat(next(2)).containsExactly("{}", "last");
    }

    private void say(String text) {
        server.publishRaw(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> next(int number) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(heard.poll(10, TimeUnit.SECONDS));
        }
        return all;
    }
}
