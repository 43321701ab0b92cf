package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Path;
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
 * Makes a fresh secret out of a pre-shared key and a nonce of each side; the PSK lies in a file readable by its owner
 * alone, whose form {@link PskTable} tells.
 *
 * <p>The initiator uses the first PSK of the file that it shares with the peer; the responder any that it shares, so a
 * new one is appended at both ends first and then moved to the top.
 */
public final class PreSharedKey implements KeyExchangeMethod, AutoCloseable {
    private static final MethodId ID = new MethodId("psk-file");
    private static final MethodDescription DESCRIPTION =
            MethodDescription.of(ID, new Reliance(Ground.PRE_SHARED, 0, "OpenMFS psk-file"), PskDerivation.SECRET);

    /** A PSK lasts: using it once more is no fault. */
    static final List<Origin> ORIGINS = List.of(Origin.of(ID));

    private final PskFile file;
    private final SecureRandom random;

    /** Reads the file when a key is wanted, not before. */
    public PreSharedKey(Path file, SecureRandom random) {
        this.file = new PskFile(file);
        this.random = random;
    }

    /**
     * What is wrong with a file before it is used.
     *
     * @throws IOException if it cannot be read or is open to others
     */
    public static List<PskFault> faultsOf(Path file) throws IOException {
        return PskFile.faultsOf(file);
    }

    /** Looks whether the file changed, and whether it can be used now. To be called every few seconds. */
    public PskLook look() {
        return file.look();
    }

    @Override
    public MethodDescription describe() {
        return DESCRIPTION;
    }

    @Override
    @MustBeClosed
    public InitiatorExchange initiate(ExchangeContext context) throws MethodFailure {
        Psk psk = file.firstFor(context.responder())
                .orElseThrow(() -> new MethodFailure(
                        MethodFailure.Reason.EXHAUSTED, "no PSK is shared with CF " + context.responder()));
        return new PskInitiator(psk, context, nonce());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the exchange closes the secret
    public ResponderExchange respond(ExchangeContext context, MethodMessage message) throws MethodFailure {
        PskOffer offer = PskOffer.read(message);
        try (Psk psk = file.named(offer.id(), context.initiator())
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
        file.close();
    }
}
