package org.openmfs.controller.model;

/**
 * A device as an operator onboards it.
 *
 * @param port that it listens at, from 1 to 65535
 * @param hostKey fingerprint of its SSH host key, {@code SHA256:} and 43 base64 characters
 * @param locked no session is wanted
 */
public record Device(DeviceId id, String host, int port, String hostKey, Credential credential, boolean locked) {
    private static final int LARGEST_PORT = 65_535;

    public Device {
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("port: 1 to " + LARGEST_PORT + " was expected, not " + port);
        }
    }
}
