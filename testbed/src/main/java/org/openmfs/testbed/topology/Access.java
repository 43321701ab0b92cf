package org.openmfs.testbed.topology;

/** How a manager's RESTCONF server knows its clients. */
public enum Access {
    /** User name and password (RFC 7617). */
    BASIC,
    /** A bearer token (RFC 6750). */
    BEARER,
    /** A certificate of the testbed's authority, shown in the TLS handshake. */
    CLIENT_CERTIFICATE
}
