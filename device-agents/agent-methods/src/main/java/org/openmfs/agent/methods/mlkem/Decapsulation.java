package org.openmfs.agent.methods.mlkem;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.List;
import javax.crypto.DecapsulateException;
import javax.crypto.KEM;
import javax.security.auth.DestroyFailedException;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

/** The initiator's half of an ML-KEM exchange: owns a key pair of one use. */
final class Decapsulation implements InitiatorExchange {
    private final MlKemSet set;
    private final KeyPair pair;
    private final MethodMessage offer;
    private boolean closed;

    @MustBeClosed
    Decapsulation(MlKemSet set, KeyPair pair) {
        this.set = set;
        this.pair = pair;
        this.offer = new MethodMessage(set.encapsulationKey(pair.getPublic().getEncoded()));
    }

    @Override
    public List<Origin> origins() {
        return List.of(Origin.of(set.id()));
    }

    @Override
    public MethodMessage offer() {
        return offer;
    }

    @Override
    @MustBeClosed
    public KeyMaterial complete(MethodMessage answer) throws MethodFailure {
        if (closed) {
            throw new IllegalStateException("this exchange was closed");
        }
        byte[] ciphertext = answer.body();
        if (ciphertext.length != set.ciphertextOctets()) {
            throw new MethodFailure(
                    MethodFailure.Reason.PEER_MESSAGE,
                    "a ciphertext of " + set.algorithm() + " has " + set.ciphertextOctets() + " octets, not "
                            + ciphertext.length);
        }
        try {
            KEM kem = KEM.getInstance(set.algorithm(), MlKem.PROVIDER);
            return MlKem.taking(kem.newDecapsulator(pair.getPrivate()).decapsulate(ciphertext));
        } catch (DecapsulateException e) {
            throw new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "not a ciphertext of " + set.algorithm());
        } catch (NoSuchAlgorithmException | NoSuchProviderException | InvalidKeyException e) {
            throw MlKem.missing(set, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            pair.getPrivate().destroy();
        } catch (DestroyFailedException e) {
            throw new IllegalStateException("the JDK no longer destroys private keys of " + set.algorithm(), e);
        }
    }
}
