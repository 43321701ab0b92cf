package org.openmfs.southbound.netconf.session;

/**
 * A session that we have or had with a device.
 *
 * @param number the device's for it (RFC 6241)
 * @param began of {@link System#nanoTime}
 */
public record OurSession(long number, long began) {}
