package org.openmfs.northbound.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EventStreamTest {
    private static final String KIBIBYTE = "x".repeat(1024);

    private final List<EventSource.Listener> watching = new ArrayList<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private final EventStream stream = new EventStream(
            listener -> {
                watching.add(listener);
                return left::countDown;
            },
            Optional::empty);

    private static EventSource.Event event(String text) {
        return new EventSource.Event("7", text);
    }

    /** Lets a client read what a test says, one write at a time. */
    private static final class Client extends OutputStream {
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();
        private final CountDownLatch begins;
        private final CompletableFuture<Void> told = new CompletableFuture<>();

        Client(CountDownLatch begins) {
            this.begins = begins;
        }

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException("octets come in arrays");
        }

        @Override
        public void write(byte[] octets) throws IOException {
            told.complete(null);
            try {
                if (!begins.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("it does not read");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            read.writeBytes(octets);
        }

        String text() {
            return read.toString(UTF_8);
        }
    }

    private CompletableFuture<Void> watchedBy(Client client) {
        return CompletableFuture.runAsync(() -> {
            try {
                stream.write(client);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_client_that_was_told_it_is_watching_misses_nothing() throws Exception {
        Client client = new Client(new CountDownLatch(0));
        CompletableFuture<Void> over = watchedBy(client);
        client.told.get(30, TimeUnit.SECONDS);

        watching.getFirst().happened(event("one"));
        watching.getFirst().happened(event("two"));
        while (!client.text().contains("two")) {
            Thread.onSpinWait();
        }
        watching.getFirst().ended("it is late");
        over.get(30, TimeUnit.SECONDS);

        assertThat(client.text())
                .isEqualTo(":\n\nid: 7\ndata: one\n\nid: 7\ndata: two\n\n: the stream ends, since it is late\n\n");
        assertThat(left.getCount()).isZero();
    }

    @Test
    void a_client_that_does_not_read_ends_before_much_waits_for_it_and_gets_no_event_after_a_gap() throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        Client client = new Client(begins);
        CompletableFuture<Void> over = watchedBy(client);
        client.told.get(30, TimeUnit.SECONDS);

        for (int i = 0; i < 1100; i++) {
            watching.getFirst().happened(event(KIBIBYTE));
        }
        watching.getFirst().happened(event("after the gap"));
        begins.countDown();
        over.get(30, TimeUnit.SECONDS);

        assertThat(client.text())
                .startsWith(":\n\n")
                .endsWith("reads too slowly\n\n")
                .doesNotContain("gap");
        assertThat(left.getCount()).isZero();
    }

    @Test
    void a_thousand_events_may_wait() throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        Client client = new Client(begins);
        CompletableFuture<Void> over = watchedBy(client);
        client.told.get(30, TimeUnit.SECONDS);

        for (int i = 0; i < 1000; i++) {
            watching.getFirst().happened(event(KIBIBYTE));
        }
        begins.countDown();
        while (client.text().length() < 1000 * 1024) {
            Thread.onSpinWait();
        }
        watching.getFirst().ended("it is late");
        over.get(30, TimeUnit.SECONDS);

        assertThat(client.text().split("data: ", -1)).hasSize(1001);
    }

    @Test
    void what_was_missed_is_told_no_further_to_who_may_not_watch_any_more() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        EventSource source = listener -> new EventSource.Watch() {
            @Override
            public List<EventSource.Event> before() {
                return List.of(event("one"), event("two"), event("three"));
            }

            @Override
            public void close() {
                left.countDown();
            }
        };

        new EventStream(
                        source,
                        () -> told.toString(UTF_8).contains("one") ? Optional.of("it is late") : Optional.empty())
                .write(told);

        assertThat(told.toString(UTF_8)).contains("one", "since it is late").doesNotContain("two");
        assertThat(left.getCount()).isZero();
    }
}
