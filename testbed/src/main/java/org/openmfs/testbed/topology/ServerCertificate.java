package org.openmfs.testbed.topology;

/** What the certificate of a server is like, so that clients can be tried against each. */
public enum ServerCertificate {
    /** Its address, {@code localhost} and its URI as alternative names. */
    GOOD,
    /** A URI as its only alternative name. */
    URI_ONLY,
    /** A DNS name that no resolver knows as its only alternative name. */
    DNS_ONLY,
    /** A common name and no alternative names. */
    COMMON_NAME_ONLY,
    /** Good but for its end, which was a day ago. */
    EXPIRED,
    /** Good but for its authority, which nobody knows. */
    UNKNOWN_AUTHORITY,
    /** The names of somebody else. */
    WRONG_NAME
}
