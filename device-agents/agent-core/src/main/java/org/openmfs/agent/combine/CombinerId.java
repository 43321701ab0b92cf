package org.openmfs.agent.combine;

/** The key combiners of NIST SP 800-133 Rev. 2, section 6.3, that this CF offers. */
public enum CombinerId {
    /** Method 3, key extraction with HMAC-SHA-384, then HKDF-Expand (RFC 5869). */
    HMAC_SHA384_EXTRACT;

    /** The name of the identity in YANG module mfs-method. */
    public String identity() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
