package org.openmfs.southbound.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmfs.controller.model.Connection;
import org.openmfs.southbound.netconf.fake.FakeAgent;
import org.openmfs.southbound.netconf.fake.Fault;

/** What is to come after a while comes, also where the wall clock goes back meanwhile. */
final class ClockSetBackTest extends DeviceScenario {
    private final AtomicReference<Duration> back = new AtomicReference<>(Duration.ZERO);

    @BeforeEach
    void live_by_the_clock() {
        plugin.close();
        plugin = Plugins.with(reports, () -> Instant.now().minus(back.get()));
    }

    @Test
    void what_made_no_sense_is_read_again() {
        FakeAgent west = FakeAgent.without("west");
        agents.add(west);
        west.answersGet("<agent xmlns='urn:openmfs:yang:mfs-agent'><state><cf>west</cf><peer-host>127.0.0.1</peer-host>"
                + "<peer-port>7000</peer-port><method><id>hqc</id><ground/></method></state></agent>");
        plugin.onboard(west.settings());
        reports.awaitConnection(west.settings().id(), at -> !at.text().isEmpty());

        back.set(Duration.ofHours(1));
        west.answersGet("<agent xmlns='urn:openmfs:yang:mfs-agent'><state><cf>west</cf><peer-host>127.0.0.1</peer-host>"
                + "<peer-port>7000</peer-port></state></agent>");

        Connection told = reports.awaitConnection(
                west.settings().id(), at -> at.up() && at.text().isEmpty());
        assertThat(told.reason()).isEmpty();
    }

    @Test
    void a_device_that_refuses_an_undo_is_not_away_for_longer() {
        FakeAgent east = device("east", "candidate", NO_CONFIRMED_COMMIT, "validate");
        Fault[] ever = new Fault[1_000];
        Arrays.fill(ever, Fault.REFUSE);
        ever[0] = Fault.DROP_AFTER;
        east.fault("edit-config", ever);

        failure(List.of(put("east", "west", BLUE)));
        back.set(Duration.ofHours(1));

        reports.awaitReadings(east.settings().id(), 2);
        assertThat(east.associations()).containsExactly(BLUE);
    }
}
