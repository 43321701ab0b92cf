package org.openmfs.testbed.tls;

import java.util.List;

/**
 * Whom a certificate names.
 *
 * @param commonName CN of the subject
 * @param uris URI subject alternative names
 * @param hosts IP addresses and host names, as subject alternative names
 */
public record Names(String commonName, List<String> uris, List<String> hosts) {}
