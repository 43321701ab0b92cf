package org.openmfs.southbound.netconf.fake;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KEM;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.opendaylight.netconf.shaded.sshd.common.digest.Digest;
import org.opendaylight.netconf.shaded.sshd.common.kex.AbstractDH;
import org.opendaylight.netconf.shaded.sshd.common.kex.DHFactory;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyEncapsulationMethod;
import org.opendaylight.netconf.shaded.sshd.common.kex.MontgomeryCurve;
import org.opendaylight.netconf.shaded.sshd.common.kex.XDH;

/** The device's side of mlkem768x25519-sha256, which can also answer with a ciphertext that was changed on its way. */
final class HybridServer implements DHFactory {
    private static final String ALGORITHM = "ML-KEM-768";
    private static final int KEY_OCTETS = 1184;
    private static final byte[] HEADER = HexFormat.of().parseHex("308204b2300b0609608648016503040402038204a100");

    private volatile boolean lies;

    void lie(boolean now) {
        lies = now;
    }

    @Override
    public String getName() {
        return "mlkem768x25519-sha256";
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public boolean isGroupExchange() {
        return false;
    }

    @Override
    public AbstractDH create(Object... none) throws Exception {
        return new XDH(MontgomeryCurve.x25519, true) {
            @Override
            public KeyEncapsulationMethod getKeyEncapsulation() {
                return new Halves(new Answer(lies));
            }

            @Override
            public Digest getHash() {
                return BuiltinDigests.sha256.create();
            }
        };
    }

    private record Halves(Server getServer) implements KeyEncapsulationMethod {
        @Override
        public Client getClient() {
            throw new UnsupportedOperationException("a device calls nobody");
        }
    }

    private static final class Answer implements KeyEncapsulationMethod.Server {
        private final boolean lies;
        private KEM.Encapsulated made;

        Answer(boolean lies) {
            this.lies = lies;
        }

        @Override
        public int getPublicKeyLength() {
            return KEY_OCTETS;
        }

        @Override
        public byte[] init(byte[] keys) {
            byte[] encoded = Arrays.copyOf(HEADER, HEADER.length + KEY_OCTETS);
            System.arraycopy(keys, 0, encoded, HEADER.length, KEY_OCTETS);
            try {
                var key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
                made = KEM.getInstance(ALGORITHM).newEncapsulator(key).encapsulate();
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException(e);
            }
            return Arrays.copyOfRange(keys, KEY_OCTETS, keys.length);
        }

        @Override
        public byte[] getSecret() {
            return made.key().getEncoded();
        }

        @Override
        public byte[] getEncapsulation() {
            byte[] ciphertext = made.encapsulation();
            ciphertext[0] ^= (byte) (lies ? 1 : 0);
            return ciphertext;
        }
    }
}
