package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.SecureRandom;
import java.util.List;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.Ground;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodId;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.Reliance;
import org.openmfs.agent.method.ResponderExchange;

/**
 * Makes a fresh secret out of a pre-shared key and a nonce of each side; the PSK stays in its store, a file or a token.
 *
 * <p>The initiator uses the first PSK of its store that it shares with the peer; the responder any that it shares, so a
 * new one is added at both ends first and then made the first.
 */
public final class PreSharedKey implements KeyExchangeMethod, AutoCloseable {
    /** Its id. */
    public static final MethodId ID = new MethodId("psk-hmac");

    private static final MethodDescription DESCRIPTION =
            MethodDescription.of(ID, new Reliance(Ground.PRE_SHARED, 0, "OpenMFS psk-hmac"), PskDerivation.SECRET);

    /** A PSK lasts: using it once more is no fault. */
    static final List<Origin> ORIGINS = List.of(Origin.of(ID));

    private final SharedKeyStore store;
    private final SecureRandom random;

    /** @param store closed with the method */
    public PreSharedKey(SharedKeyStore store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    /** Looks whether the store changed, and whether it can be used now. To be called every few seconds. */
    public PskLook look() {
        return store.look();
    }

    @Override
    public MethodDescription describe() {
        return DESCRIPTION;
    }

    @Override
    @MustBeClosed
    public InitiatorExchange initiate(ExchangeContext context) throws MethodFailure {
        SharedKey psk = store.firstFor(context.responder())
                .orElseThrow(() -> new MethodFailure(
                        MethodFailure.Reason.EXHAUSTED, "no PSK is shared with CF " + context.responder()));
        return new PskInitiator(psk, context, nonce());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the exchange closes the secret
    public ResponderExchange respond(ExchangeContext context, MethodMessage message) throws MethodFailure {
        PskOffer offer = PskOffer.read(message);
        try (SharedKey psk = store.named(offer.id(), context.initiator())
                .orElseThrow(() -> new MethodFailure(
                        MethodFailure.Reason.EXHAUSTED,
                        "PSK " + offer.id() + " is not shared with CF " + context.initiator()))) {
            byte[] nonce = nonce();
            return new ResponderExchange(
                    new MethodMessage(nonce), ORIGINS, PskDerivation.secret(psk, context, offer.nonce(), nonce));
        }
    }

    private byte[] nonce() {
        byte[] nonce = new byte[PskDerivation.NONCE_OCTETS];
        random.nextBytes(nonce);
        return nonce;
    }

    @Override
    public void close() {
        store.close();
    }
}
