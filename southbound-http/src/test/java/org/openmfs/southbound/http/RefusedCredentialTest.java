package org.openmfs.southbound.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ReasonCode;
import org.openmfs.controller.spi.SouthboundFailure;
import org.openmfs.southbound.http.event.EventFollower;
import org.openmfs.southbound.http.session.PeriodicReader;

/** A manager that refuses our credential is not asked with it again and again: that locks accounts and fills its log. */
@Timeout(60)
final class RefusedCredentialTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(5)).withLeast(Duration.ZERO);
    private static final String THING = "/data/thing";
    private static final int MANY = 20;
    /** Then the pause does not grow any more. */
    private static final int REFUSED_LONG = 5;

    private final ScriptedServer manager = new ScriptedServer();
    private final RestconfClient client = new RestconfClient(
            "west",
            manager.root(),
            ManagerTls.trusting(Optional.empty()),
            new Login.Basic(new Credential("mfs", "planted-secret")));
    private final List<Connection> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final Changed changed = new Changed();

    @AfterEach
    void stop() {
        manager.close();
    }

    private void status(String path, int status) {
        manager.answer(path, status, "application/yang-data+json", new byte[0]);
    }

    /** Reads and follows events until the reading was wanted many times. */
    private void goOn() {
        try (EventFollower follower = new EventFollower(client, event -> {}, QUICK);
                PeriodicReader reader = new PeriodicReader(
                        () -> {
                            turns.incrementAndGet();
                            changed.signal();
                            follower.heeding(() -> client.read(THING, node -> node));
                        },
                        () -> "",
                        told::add,
                        InstantSource.system(),
                        QUICK)) {
            reader.start();
            changed.await("many readings", () -> turns.get() >= MANY);
        }
    }

    @Test
    void a_manager_that_answers_401_is_not_sent_the_credential_again_by_reader_nor_follower() {
        status(THING, 401);
        status(ScriptedServer.STREAMS, 401);

        goOn();

        assertThat(manager.requests()).hasSizeLessThanOrEqualTo(2);
        assertThat(told).singleElement().satisfies(only -> {
            assertThat(only.state()).isEqualTo(Connection.State.REFUSED);
            assertThat(only.reason()).contains(ReasonCode.CREDENTIAL_REFUSED);
            assertThat(only.text()).contains("user mfs or the password was refused (status 401)");
        });
    }

    @Test
    void a_manager_that_answers_403_is_asked_for_the_same_resource_once() {
        status(THING, 403);
        status(ScriptedServer.STREAMS, 403);

        goOn();

        assertThat(manager.requests()).containsOnlyOnce("GET " + THING).hasSizeLessThanOrEqualTo(2);
        assertThat(told)
                .singleElement()
                .satisfies(only -> assertThat(only.state()).isEqualTo(Connection.State.REFUSED));
    }

    @Test
    void a_manager_that_forbids_its_events_alone_is_read_as_before() {
        manager.answer(THING, "{}");
        status(ScriptedServer.STREAMS, 403);

        goOn();

        assertThat(manager.count("GET " + ScriptedServer.STREAMS)).isEqualTo(1);
        assertThat(manager.count("GET " + THING)).isGreaterThanOrEqualTo(MANY - 1);
        assertThat(told).allMatch(Connection::up);
    }

    private static SouthboundFailure failure(RestconfClient client) {
        return catchThrowableOfType(SouthboundFailure.class, () -> client.get(THING));
    }

    private RestconfClient timed(AtomicLong clock) {
        return new RestconfClient(
                "west",
                manager.root(),
                ManagerTls.trusting(Optional.empty()),
                new Login.Basic(new Credential("mfs", "planted-secret")),
                new Refusals(Duration.ofMinutes(1), clock::get, new Random(7)));
    }

    @Test
    void a_server_that_refused_for_a_moment_is_asked_again_within_five_seconds() throws SouthboundFailure {
        AtomicLong clock = new AtomicLong();
        RestconfClient timed = timed(clock);
        status(THING, 401);
        SouthboundFailure first = failure(timed);
        manager.answer(THING, "{}");

        clock.addAndGet(Duration.ofSeconds(3).toNanos());
        assertThat(failure(timed)).hasMessage(first.getMessage()).isNotSameAs(first);
        clock.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(timed.get(THING)).contains("{}");
        assertThat(timed.get(THING)).contains("{}");
    }

    @Test
    void one_that_goes_on_refusing_is_asked_about_once_a_minute() {
        AtomicLong clock = new AtomicLong();
        RestconfClient timed = timed(clock);
        status(THING, 401);

        for (int second = 0; second < 3600; second++) {
            failure(timed);
            clock.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(manager.requests()).hasSizeBetween(3600 / 70, 3600 / 50 + 4);
    }

    @Test
    void every_request_waits_when_two_were_answered_401_and_none_was_let_in() {
        status(THING, 401);
        status("/data/other", 401);

        assertThat(failure(client)).hasMessageContaining("401");
        assertThat(catchThrowableOfType(SouthboundFailure.class, () -> client.get("/data/other")))
                .hasMessageContaining("401");
        SouthboundFailure third = catchThrowableOfType(SouthboundFailure.class, () -> client.get("/data/third"));

        assertThat(third.code()).isEqualTo(ReasonCode.CREDENTIAL_REFUSED);
        assertThat(manager.requests()).hasSize(2);
    }

    @Test
    void pauses_of_managers_that_refused_together_end_apart() {
        Set<Integer> ends = new HashSet<>();
        for (int seed = 0; seed < 100; seed++) {
            AtomicLong clock = new AtomicLong();
            Refusals refusals = new Refusals(Duration.ofMinutes(1), clock::get, new Random(seed));
            int seconds = 0;
            for (int time = 0; time < REFUSED_LONG; time++) {
                assertThat(isRefused(refusals, "the same")).isFalse();
                refusals.stranger("the same", new SouthboundFailure(ReasonCode.CREDENTIAL_REFUSED, "west", "refused"));
                seconds = 0;
                while (isRefused(refusals, "the same")) {
                    clock.addAndGet(Duration.ofSeconds(1).toNanos());
                    seconds++;
                }
            }
            ends.add(seconds);
        }
        assertThat(ends).hasSizeGreaterThan(10).allMatch(seconds -> seconds >= 50 && seconds <= 70);
    }

    private static boolean isRefused(Refusals refusals, String showing) {
        try {
            refusals.pass("GET /", showing);
            return false;
        } catch (SouthboundFailure refused) {
            return true;
        }
    }

    /** A request that began before the renewal ends after it: its alert may take a second to be heard. */
    @Test
    void what_is_said_late_of_a_certificate_that_was_renewed_holds_nothing_up() {
        Refusals refusals = Refusals.during(Duration.ofMinutes(1));
        assertThat(isRefused(refusals, "the old one")).isFalse();
        assertThat(isRefused(refusals, "the new one")).isFalse();
        refusals.letIn("GET /");

        refusals.stranger(
                "the old one", new SouthboundFailure(ReasonCode.CREDENTIAL_REFUSED, "west", "certificate_expired"));

        assertThat(isRefused(refusals, "the new one")).isFalse();
    }

    @Test
    void another_certificate_that_is_shown_is_tried_at_once() throws SouthboundFailure {
        Refusals refusals = new Refusals(Duration.ofMinutes(1), () -> 0, new Random(7));
        refusals.pass("GET /", "old");
        refusals.stranger("old", new SouthboundFailure(ReasonCode.CREDENTIAL_REFUSED, "west", "refused"));
        assertThat(isRefused(refusals, "old")).isTrue();

        assertThat(isRefused(refusals, "renewed")).isFalse();
    }
}
