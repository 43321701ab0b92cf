package org.openmfs.controller.model;

/**
 * A device as an operator onboards it.
 *
 * @param hostKey fingerprint of its SSH host key, {@code SHA256:} and 43 base64 characters
 * @param locked no session is wanted
 */
public record Device(DeviceId id, String host, int port, String hostKey, Credential credential, boolean locked) {}
