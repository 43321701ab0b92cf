package org.openmfs.northbound.http;

/** How data is written: RFC 7951 or RFC 7950. */
public enum Encoding {
    JSON("application/yang-data+json", "application/yang-patch+json", "application/json"),
    XML("application/yang-data+xml", "application/yang-patch+xml", "application/xml");

    private final String mediaType;
    private final String patchMediaType;
    private final String plainMediaType;

    Encoding(String mediaType, String patchMediaType, String plainMediaType) {
        this.mediaType = mediaType;
        this.patchMediaType = patchMediaType;
        this.plainMediaType = plainMediaType;
    }

    /** Media type of data (RFC 8040, section 5.2). */
    public String mediaType() {
        return mediaType;
    }

    /** Media type of an ordered list of edits (RFC 8072). */
    public String patchMediaType() {
        return patchMediaType;
    }

    /** Media type that clients send who have not read the RFC. */
    public String plainMediaType() {
        return plainMediaType;
    }
}
