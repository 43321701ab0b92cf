package org.openmfs.controller.archive;

import java.time.Instant;
import java.util.Base64;

/**
 * An entry in its place. Its hash holds it and, through the previous one, all before it; see {@link CanonicalForm}.
 *
 * @param time of the member's wall clock when it was appended, UTC, in microseconds; the order is that of the sequence
 * @param algorithm with which it is signed; empty if it is not
 * @param signature in base64; empty if it is not signed
 */
public record Archived(Head head, Instant time, Entry entry, String algorithm, String signature) {
    public long sequence() {
        return head.sequence();
    }

    public boolean isSigned() {
        return !signature.isEmpty();
    }

    byte[] signatureOctets() {
        return Base64.getDecoder().decode(signature);
    }
}
