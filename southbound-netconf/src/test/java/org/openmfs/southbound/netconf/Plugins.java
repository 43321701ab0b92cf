package org.openmfs.southbound.netconf;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.opendaylight.netconf.client.NetconfClientFactoryImpl;
import org.opendaylight.netconf.common.di.DefaultNetconfTimer;
import org.openmfs.controller.spi.DeviceReports;
import org.openmfs.southbound.netconf.session.Timing;

/** The plugin as tests use it: everything but the waiting is as in a manager. */
public final class Plugins {
    /** Short, so that tests of what is overdue are. */
    public static final Timing QUICK = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(1));

    /** One for all tests, as a manager has one for all devices. */
    public static final NetconfClientFactoryImpl CLIENTS = new NetconfClientFactoryImpl(new DefaultNetconfTimer());

    private Plugins() {}

    public static NetconfDevices with(DeviceReports reports) {
        return new NetconfDevices(CLIENTS, reports, QUICK, InstantSource.system(), RandomGenerator.getDefault());
    }
}
