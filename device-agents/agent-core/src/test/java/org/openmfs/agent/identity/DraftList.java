package org.openmfs.agent.identity;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A revocation list as a test wants it (RFC 5280, section 5.1). */
final class DraftList {
    private final SmallAuthority issuer;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<byte[]> extensions = new ArrayList<>();
    private SmallAuthority signer;
    private Instant issued = SmallAuthority.NOW;
    private byte[] next = Der.time(SmallAuthority.NOW.plus(Duration.ofDays(8)));

    DraftList(SmallAuthority issuer) {
        this.issuer = issuer;
        this.signer = issuer;
    }

    DraftList revoking(long serial, Instant on) {
        entries.add(Der.sequence(Der.integer(serial), Der.time(on)));
        return this;
    }

    DraftList revoking(long serial, Instant on, byte[] extension) {
        entries.add(Der.sequence(Der.integer(serial), Der.time(on), Der.sequence(extension)));
        return this;
    }

    DraftList with(byte[] extension) {
        extensions.add(extension);
        return this;
    }

    DraftList issued(Instant time) {
        issued = time;
        return this;
    }

    DraftList until(Instant time) {
        next = Der.time(time);
        return this;
    }

    DraftList withoutEnd() {
        next = new byte[0];
        return this;
    }

    DraftList signedBy(SmallAuthority other) {
        signer = other;
        return this;
    }

    String pem() throws GeneralSecurityException {
        byte[] content = Der.sequence(
                Der.integer(1),
                SmallAuthority.algorithm(),
                Der.name(issuer.name()),
                Der.time(issued),
                next,
                entries.isEmpty() ? new byte[0] : Der.sequence(entries.toArray(byte[][]::new)),
                extensions.isEmpty() ? new byte[0] : Der.of(0xa0, Der.sequence(extensions.toArray(byte[][]::new))));
        return block(signer.signed(content));
    }

    static String block(byte[] content) {
        return "-----BEGIN X509 CRL-----\n" + Base64.getMimeEncoder().encodeToString(content)
                + "\n-----END X509 CRL-----\n";
    }
}
