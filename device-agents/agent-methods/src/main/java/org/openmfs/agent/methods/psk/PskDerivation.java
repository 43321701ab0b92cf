package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.LengthPrefixed;
import org.openmfs.agent.key.KeyLength;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.MethodFailure;

/**
 * Derives the secret of one exchange: HMAC-SHA-256 under the PSK (one-step key derivation of NIST SP 800-56C Rev. 2,
 * option 2, without counter) over label, key id, both CFs, PSK id and both nonces, each with its length before it.
 *
 * <p>Both sides contribute a nonce, so that a PSK never gives the same secret twice. It is SHA-256 because that is what
 * tokens compute with a key of 256 bits.
 */
final class PskDerivation {
    static final KeyLength SECRET = KeyLength.bits(256);
    static final int NONCE_OCTETS = 32;

    private PskDerivation() {}

    @MustBeClosed
    static KeyMaterial secret(SharedKey psk, ExchangeContext context, byte[] initiatorNonce, byte[] responderNonce)
            throws MethodFailure {
        return psk.hmacSha256(new LengthPrefixed()
                .add(Label.PRE_SHARED_SECRET)
                .add(context.key().hex())
                .add(context.initiator().name())
                .add(context.responder().name())
                .add(psk.id().name())
                .add(initiatorNonce)
                .add(responderNonce)
                .octets());
    }
}
