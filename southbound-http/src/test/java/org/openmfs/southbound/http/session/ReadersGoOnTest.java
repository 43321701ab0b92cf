package org.openmfs.southbound.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.Changed;
import org.openmfs.southbound.http.ManagerTls;
import org.openmfs.southbound.http.Pace;
import org.openmfs.southbound.http.RestconfClient;
import org.openmfs.southbound.http.ScriptedServer;
import org.openmfs.southbound.http.event.EventFollower;

/** Nothing that a manager says, and no listener that fails, ends the reading. */
@Timeout(60)
final class ReadersGoOnTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(10)).withLeast(Duration.ZERO);

    private final ScriptedServer manager = new ScriptedServer();
    private final RestconfClient client = new RestconfClient(
            "west",
            manager.root(),
            ManagerTls.trusting(Optional.empty()),
            new Login.Basic(new Credential("mfs", "secret")));
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        manager.close();
    }

    private String next() throws InterruptedException {
        return Optional.ofNullable(events.poll(10, TimeUnit.SECONDS)).orElseThrow(() -> new AssertionError("no event"));
    }

    @Test
    void a_list_of_streams_whose_location_is_null_is_asked_for_again_until_it_is_good() throws Exception {
        manager.answer(
                ScriptedServer.STREAMS,
                "{\"ietf-restconf-monitoring:streams\":{\"stream\":[{\"name\":\"NETCONF\",\"access\":"
                        + "[{\"encoding\":\"json\",\"location\":null}]}]}}");
        try (EventFollower follower = new EventFollower(client, events::add, QUICK)) {
            manager.awaitRequests("GET " + ScriptedServer.STREAMS, 2);
            manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
            manager.awaitFollower();
            manager.publish("one");

            assertThat(next()).contains("one");
        }
    }

    @Test
    void a_listener_that_fails_hears_of_the_next_event() throws Exception {
        manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        try (EventFollower follower = new EventFollower(
                client,
                event -> {
                    events.add(event);
                    if (event.contains("deep")) {
                        throw new StackOverflowError();
                    }
                    throw new IllegalStateException("a fault");
                },
                QUICK)) {
            manager.awaitFollower();
            manager.publish("one");
            manager.publish("deep");
            manager.publish("two");

            assertThat(List.of(next(), next(), next())).last().asString().contains("two");
        }
    }

    @Test
    void an_event_without_end_fills_no_memory_and_makes_the_reader_look() throws Exception {
        manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        try (EventFollower follower = new EventFollower(client, events::add, QUICK)) {
            manager.awaitFollower();
            byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            manager.publishRaw("data: ".getBytes(StandardCharsets.US_ASCII));
            for (int times = 0; times < 3; times++) {
                manager.publishRaw(much);
            }

            assertThat(next()).isEmpty();
            manager.awaitRequests("GET " + ScriptedServer.STREAMS, 2);
        }
    }

    @Test
    void a_stream_said_to_be_at_another_host_is_looked_for_at_the_manager() throws Exception {
        try (ScriptedServer thief = new ScriptedServer();
                EventFollower follower = new EventFollower(client, events::add, QUICK)) {
            manager.answer(
                    ScriptedServer.STREAMS,
                    "{\"ietf-restconf-monitoring:streams\":{\"stream\":[{\"name\":\"x\",\"access\":[{\"encoding\":\"json\","
                            + "\"location\":\"http://" + thief.address() + "/restconf/events\"}]}]}}");
            manager.awaitFollower();

            assertThat(thief.requests()).isEmpty();
        }
    }

    @Test
    void a_stream_that_was_kept_alive_and_then_says_nothing_is_opened_anew() throws Exception {
        Pace pace = QUICK.withSilence(Duration.ofMillis(100));
        manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        try (EventFollower follower = new EventFollower(client, events::add, pace);
                PeriodicReader reader = new PeriodicReader(
                        () -> follower.heeding(() -> {}), () -> "", told -> {}, InstantSource.system(), pace)) {
            manager.awaitFollower();
            manager.publishRaw(": still here\n\ndata: one\n\n".getBytes(StandardCharsets.UTF_8));
            next();
            manager.leaveFollowersHanging();

            reader.start();
            manager.awaitFollower();
            manager.publish("two");

            assertThat(next()).contains("two");
        }
    }

    @Test
    void a_stream_that_says_little_and_was_never_kept_alive_stays() throws Exception {
        Pace pace = QUICK.withSilence(Duration.ZERO);
        manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        try (EventFollower follower = new EventFollower(client, events::add, pace)) {
            manager.awaitFollower();
            manager.publish("one");
            next();
            follower.heed(true);
            manager.publish("two");

            assertThat(next()).contains("two");
            assertThat(manager.count("GET /events")).isEqualTo(1);
        }
    }

    @Test
    void a_reading_that_fails_by_a_fault_of_ours_is_told_and_tried_again() {
        AtomicInteger reads = new AtomicInteger();
        List<Connection> told = new CopyOnWriteArrayList<>();
        Changed changed = new Changed();
        PeriodicReader.Reading reading = () -> {
            int count = reads.incrementAndGet();
            changed.signal();
            if (count == 2) {
                throw new StackOverflowError();
            }
        };
        try (PeriodicReader reader = new PeriodicReader(reading, () -> "", told::add, InstantSource.system(), QUICK)) {
            reader.start();
            for (int wanted = 1; wanted <= 4; wanted++) {
                int least = wanted;
                reader.wake();
                changed.await(wanted + " readings", () -> reads.get() >= least);
            }
        }
        assertThat(told)
                .extracting(Connection::reason)
                .containsSubsequence(Optional.empty(), Optional.of(ReasonCode.INTERNAL), Optional.empty());
    }

    @Test
    void a_listener_of_the_connection_that_fails_does_not_end_the_reading() {
        AtomicInteger reads = new AtomicInteger();
        Changed changed = new Changed();
        PeriodicReader.Reading reading = () -> {
            reads.incrementAndGet();
            changed.signal();
        };
        try (PeriodicReader reader = new PeriodicReader(
                reading,
                told -> {
                    throw new IllegalStateException("a fault");
                },
                InstantSource.system())) {
            reader.start();
            changed.await("a reading", () -> reads.get() >= 1);
            reader.wake();
            changed.await("another", () -> reads.get() >= 2);
        }
        assertThat(reads.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void the_text_that_is_shown_is_the_newest() {
        AtomicInteger reads = new AtomicInteger();
        List<Connection> told = new CopyOnWriteArrayList<>();
        Changed changed = new Changed();
        PeriodicReader.Reading reading = () -> {
            throw new SouthboundFailure(
                    ReasonCode.MANAGER_REFUSED, "west", "wrong in way " + Math.min(2, reads.incrementAndGet()));
        };
        try (PeriodicReader reader = new PeriodicReader(
                reading,
                () -> "",
                now -> {
                    told.add(now);
                    changed.signal();
                },
                InstantSource.system(),
                QUICK)) {
            reader.start();
            changed.await("the newest text", () -> told.size() > 1);
        }
        assertThat(told).extracting(Connection::text).containsExactly("wrong in way 1", "wrong in way 2");
        assertThat(told)
                .extracting(Connection::since)
                .containsOnly(told.getFirst().since());
    }

    @Test
    void a_turn_that_runs_out_of_memory_is_that_sides_failure_and_the_next_one_is_taken() throws Exception {
        BlockingQueue<Connection> told = new LinkedBlockingQueue<>();
        AtomicInteger turns = new AtomicInteger();
        PeriodicReader.Reading reading = () -> {
            if (turns.incrementAndGet() < 3) {
                throw new OutOfMemoryError("planted");
            }
        };
        try (PeriodicReader reader = new PeriodicReader(
                reading,
                () -> "",
                connection -> {
                    told.add(connection);
                    if (told.size() == 1) {
                        throw new OutOfMemoryError("planted");
                    }
                },
                InstantSource.system(),
                new Pace(Duration.ofMillis(20), Duration.ofMillis(20)))) {
            reader.start();

            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .isNotNull()
                    .satisfies(down -> assertThat(down.reason()).contains(ReasonCode.INTERNAL));
            Connection last = told.poll(10, TimeUnit.SECONDS);
            while (last != null && !last.up()) {
                last = told.poll(10, TimeUnit.SECONDS);
            }
            assertThat(last).isNotNull();
        }
    }

    @Test
    void an_event_that_takes_all_memory_does_not_end_the_following() throws Exception {
        manager.answer(ScriptedServer.STREAMS, ScriptedServer.GOOD_STREAMS);
        try (EventFollower follower = new EventFollower(client, event -> {
            events.add(event);
            throw new OutOfMemoryError("planted");
        })) {
            manager.awaitFollower();
            manager.publish("one");
            manager.publish("two");

            assertThat(List.of(next(), next())).last().asString().contains("two");
        }
    }
}
