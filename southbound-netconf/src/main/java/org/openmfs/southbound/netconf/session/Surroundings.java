package org.openmfs.southbound.netconf.session;

import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.openmfs.controller.spi.DeviceReports;

/** What all device sessions work with. */
public record Surroundings(
        Connector connector, DeviceReports reports, Timing timing, InstantSource clock, RandomGenerator chance) {}
