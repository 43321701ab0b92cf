package org.openmfs.agent.netconf.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KEM;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyEncapsulationMethod;

/** The ML-KEM-768 half of one key exchange: encapsulates a secret to the public key that the client shows. */
final class MlKemServer implements KeyEncapsulationMethod.Server {
    static final String ALGORITHM = "ML-KEM-768";

    /** FIPS 203, table 3. */
    private static final int KEY_OCTETS = 1184;

    /** What a SubjectPublicKeyInfo (RFC 9935) says before the key as FIPS 203 encodes it. */
    private static final byte[] HEADER = HexFormat.of().parseHex("308204b2300b0609608648016503040402038204a100");

    private final String provider;
    private KEM.Encapsulated made;

    MlKemServer(String provider) {
        this.provider = provider;
    }

    @Override
    public int getPublicKeyLength() {
        return KEY_OCTETS;
    }

    /**
     * Takes the client's keys, one behind the other.
     *
     * @return what is behind ours
     * @throws IllegalArgumentException which the library tells the client as a failed key exchange
     */
    @Override
    public byte[] init(byte[] keys) {
        if (keys.length < KEY_OCTETS) {
            throw new IllegalArgumentException(
                    "the client's keys: " + keys.length + " octets, expected " + KEY_OCTETS + " or more");
        }
        try {
            made = KEM.getInstance(ALGORITHM, provider)
                    .newEncapsulator(publicKey(keys))
                    .encapsulate();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the client's " + ALGORITHM + " key: " + e.getMessage(), e);
        }
        return Arrays.copyOfRange(keys, KEY_OCTETS, keys.length);
    }

    @Override
    public byte[] getSecret() {
        return made.key().getEncoded();
    }

    @Override
    public byte[] getEncapsulation() {
        return made.encapsulation();
    }

    private PublicKey publicKey(byte[] keys) throws GeneralSecurityException {
        byte[] encoded = ByteBuffer.allocate(HEADER.length + KEY_OCTETS)
                .put(HEADER)
                .put(keys, 0, KEY_OCTETS)
                .array();
        return KeyFactory.getInstance(ALGORITHM, provider).generatePublic(new X509EncodedKeySpec(encoded));
    }
}
