package org.openmfs.agent.methods.mlkem;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.ExchangeContext;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.KeyExchangeMethod;
import org.openmfs.agent.method.MethodDescription;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;
import org.openmfs.agent.method.ResponderExchange;

/**
 * Exchanges a secret by ML-KEM (FIPS 203): the offer is a fresh encapsulation key, the answer a ciphertext, both as
 * FIPS 203 encodes them.
 *
 * <p>Each key pair serves one exchange and is destroyed with it. The input checks of FIPS 203, sections 7.2 and 7.3, are
 * made: lengths here, the modulus check by the JDK. The JDK keeps two copies of a secret that cannot be wiped, one
 * of them in a {@code SecretKeySpec}; they are garbage after the exchange, which a sweep of the heap writes over.
 */
public final class MlKem implements KeyExchangeMethod {
    /** Named so that a provider registered before the JDK's cannot take its place. */
    static final String PROVIDER = "SunJCE";

    private final MlKemSet set;
    private final SecureRandom random;

    public MlKem(MlKemSet set, SecureRandom random) {
        this.set = set;
        this.random = random;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public MethodDescription describe() {
        return set.description();
    }

    @Override
    @MustBeClosed
    public InitiatorExchange initiate(ExchangeContext context) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(set.algorithm(), PROVIDER);
            generator.initialize(new NamedParameterSpec(set.algorithm()), random);
            return new Decapsulation(set, generator.generateKeyPair());
        } catch (NoSuchAlgorithmException | NoSuchProviderException | InvalidAlgorithmParameterException e) {
            throw missing(set, e);
        }
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the receiver of the exchange closes the secret
    public ResponderExchange respond(ExchangeContext context, MethodMessage offer) throws MethodFailure {
        byte[] key = offer.body();
        if (key.length != set.keyOctets()) {
            throw new MethodFailure(
                    MethodFailure.Reason.PEER_MESSAGE,
                    "an encapsulation key of " + set.algorithm() + " has " + set.keyOctets() + " octets, not "
                            + key.length);
        }
        KEM.Encapsulated encapsulated = encapsulator(key).encapsulate();
        return new ResponderExchange(
                new MethodMessage(encapsulated.encapsulation()),
                List.of(Origin.of(set.id())),
                taking(encapsulated.key()));
    }

    private KEM.Encapsulator encapsulator(byte[] key) throws MethodFailure {
        try {
            PublicKey publicKey = KeyFactory.getInstance(set.algorithm(), PROVIDER)
                    .generatePublic(new X509EncodedKeySpec(set.subjectPublicKey(key)));
            return KEM.getInstance(set.algorithm(), PROVIDER).newEncapsulator(publicKey, random);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new MethodFailure(
                    MethodFailure.Reason.PEER_MESSAGE, "not an encapsulation key of " + set.algorithm());
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw missing(set, e);
        }
    }

    @MustBeClosed
    static KeyMaterial taking(SecretKey secret) {
        return KeyMaterial.taking(secret.getEncoded());
    }

    static IllegalStateException missing(MlKemSet set, GeneralSecurityException cause) {
        return new IllegalStateException("this Java runtime lacks " + set.algorithm(), cause);
    }
}
