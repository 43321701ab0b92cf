package org.openmfs.controller.model;

import java.util.Optional;

/**
 * Whether a certificate of the controller's own is near its end.
 *
 * @param certificate which, the same each time
 * @param alarm what to tell; empty when it was renewed
 */
public record CertificateEnd(String certificate, Optional<String> alarm) {}
