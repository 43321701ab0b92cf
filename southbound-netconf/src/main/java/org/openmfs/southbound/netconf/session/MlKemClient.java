package org.openmfs.southbound.netconf.session;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import javax.crypto.KEM;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyEncapsulationMethod;

/** The ML-KEM-768 half of one key exchange: makes a key pair, shows the public key, opens what was made with it. */
final class MlKemClient implements KeyEncapsulationMethod.Client {
    static final String ALGORITHM = "ML-KEM-768";

    /** FIPS 203, table 3. */
    private static final int KEY_OCTETS = 1184;

    private static final int CIPHERTEXT_OCTETS = 1088;

    private final String provider;
    private KeyPair pair;

    MlKemClient(String provider) {
        this.provider = provider;
    }

    @Override
    public void init() {
        try {
            pair = KeyPairGenerator.getInstance(ALGORITHM, provider).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " was there when this program started", e);
        }
    }

    /** As FIPS 203 encodes it, which is the end of its SubjectPublicKeyInfo (RFC 9935). */
    @Override
    public byte[] getPublicKey() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - KEY_OCTETS, encoded.length);
    }

    @Override
    public int getEncapsulationLength() {
        return CIPHERTEXT_OCTETS;
    }

    /** @throws IllegalArgumentException which the library tells the other end as a failed key exchange */
    @Override
    public byte[] extractSecret(byte[] encapsulated) {
        try {
            return KEM.getInstance(ALGORITHM, provider)
                    .newDecapsulator(pair.getPrivate())
                    .decapsulate(encapsulated)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the device's " + ALGORITHM + " ciphertext: " + e.getMessage(), e);
        }
    }
}
