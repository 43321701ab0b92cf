package org.openmfs.agent.protocol;

import java.util.Optional;
import org.openmfs.agent.key.CfId;

/**
 * Signs with the key of this CF's certificate, and judges what peers signed with theirs. A certificate is named by its
 * SHA-384 over its DER encoding. Safe for use by several threads; calls compute, and do not block on anything.
 */
public interface Authenticator {
    /**
     * By which certificates the two CFs know each other.
     *
     * @param own this CF's
     * @param peer the peer's
     */
    record Certificates(Octets own, Octets peer) {}

    /** Those of the stream to the peer that came up last; empty if none ever did. */
    Optional<Certificates> towards(CfId peer);

    /** Whether this CF speaks by the one certificate, or did lately, and saw the peer prove that it has the other. */
    boolean know(CfId peer, Certificates both);

    /** Signs by the key of that certificate of this CF; empty if it is not held any more. */
    Optional<Signature> sign(Octets own, byte[] text);

    /**
     * Whether that certificate of the peer, which this CF saw it prove to have, made the signature, and is still good:
     * of a known authority, neither expired nor revoked.
     */
    boolean verifies(CfId peer, Octets certificate, byte[] text, Signature signature);
}
