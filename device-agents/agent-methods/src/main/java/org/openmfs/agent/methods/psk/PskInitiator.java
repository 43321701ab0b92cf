package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.List;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

/** The initiator's half of a PSK exchange: waits for the responder's nonce. */
final class PskInitiator implements InitiatorExchange {
    private final SharedKey psk;
    private final ExchangeContext context;
    private final byte[] nonce;

    @MustBeClosed
    PskInitiator(SharedKey psk, ExchangeContext context, byte[] nonce) {
        this.psk = psk;
        this.context = context;
        this.nonce = nonce;
    }

    @Override
    public List<Origin> origins() {
        return PreSharedKey.ORIGINS;
    }

    @Override
    public MethodMessage offer() {
        return new PskOffer(psk.id(), nonce).message();
    }

    @Override
    @MustBeClosed
    public KeyMaterial complete(MethodMessage answer) throws MethodFailure {
        byte[] responderNonce = answer.body();
        if (responderNonce.length != PskDerivation.NONCE_OCTETS) {
            throw new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "a PSK answer is a nonce of 32 octets");
        }
        return PskDerivation.secret(psk, context, nonce, responderNonce);
    }

    @Override
    public void close() {
        psk.close();
    }
}
