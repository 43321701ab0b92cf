package org.openmfs.controller.spi.restconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmfs.controller.model.Access.Login;
import org.openmfs.controller.model.Connection;
import org.openmfs.controller.model.Credential;
import org.openmfs.controller.model.ReasonCode;

/** A manager that refuses our credential is not asked with it again and again: that locks accounts and fills its log. */
@Timeout(60)
final class RefusedCredentialTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(5)).withLeast(Duration.ZERO);
    private static final String THING = "/data/thing";
    private static final int MANY = 20;

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
        assertThat(told).singleElement().satisfies(only -> assertThat(only.state())
                .isEqualTo(Connection.State.REFUSED));
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
}
