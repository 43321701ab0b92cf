package org.openmfs.southbound.netconf;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.southbound.netconf.model.DeviceModel;
import org.openmfs.southbound.netconf.session.Timing;

/** The plugin as tests use it: everything but the waiting is as in a manager. */
public final class Plugins {
    /** Short, so that tests of what is overdue are. */
    public static final Timing QUICK = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(1));

    /** One for all tests, as a manager has one for all devices. */
    public static final NetconfClientFactoryImpl CLIENTS = new NetconfClientFactoryImpl(new DefaultNetconfTimer());

    private Plugins() {}

    public static NetconfDevices with(DeviceReports reports) {
        return with(reports, QUICK.connect());
    }

    static NetconfDevices with(DeviceReports reports, InstantSource clock, DeviceModel... others) {
        return new NetconfDevices(CLIENTS, reports, List.of(others), QUICK, clock, RandomGenerator.getDefault());
    }

    /** @param connect how long is waited for a session, where none is to come */
    static NetconfDevices with(DeviceReports reports, Duration connect) {
        Timing timing = new Timing(
                connect,
                QUICK.answer(),
                QUICK.lock(),
                QUICK.confirm(),
                QUICK.heartbeat(),
                QUICK.firstPause(),
                QUICK.longestPause(),
                QUICK.refusedPause());
        return new NetconfDevices(
                CLIENTS, reports, List.of(), timing, InstantSource.system(), RandomGenerator.getDefault());
    }
}
