package org.openmfs.agent.netconf.session;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KEM;
import org.opendaylight.netconf.shaded.sshd.common.digest.BuiltinDigests;
import org.opendaylight.netconf.shaded.sshd.common.digest.Digest;
import org.opendaylight.netconf.shaded.sshd.common.kex.AbstractDH;
import org.opendaylight.netconf.shaded.sshd.common.kex.DHFactory;
import org.opendaylight.netconf.shaded.sshd.common.kex.KeyEncapsulationMethod;
import org.opendaylight.netconf.shaded.sshd.common.kex.MontgomeryCurve;
import org.opendaylight.netconf.shaded.sshd.common.kex.XDH;

/**
 * SSH's key exchange mlkem768x25519-sha256 (draft-ietf-sshm-mlkem-hybrid-kex) as a server does it: X25519, order and
 * hashing are the SSH library's, ML-KEM-768 is Java's own. The library looks for ML-KEM where BouncyCastle had it up to
 * 1.85.
 */
final class HybridKeyExchange implements DHFactory {
    static final String NAME = "mlkem768x25519-sha256";

    private final String provider;

    /**
     * Looks for the algorithm at once: one that is offered and missing would let every login hang until it is too late.
     *
     * @param provider the name of the security provider that has ML-KEM-768
     * @throws NoSuchAlgorithmException when it has not, with a line for the operator
     */
    HybridKeyExchange(String provider) throws NoSuchAlgorithmException {
        try {
            KeyFactory.getInstance(MlKemServer.ALGORITHM, provider);
            KEM.getInstance(MlKemServer.ALGORITHM, provider);
        } catch (GeneralSecurityException missing) {
            String text = "SSH needs %s, which provider %s of this Java (%s) does not have: use Java 25 or newer";
            throw new NoSuchAlgorithmException(
                    text.formatted(MlKemServer.ALGORITHM, provider, Runtime.version()), missing);
        }
        this.provider = provider;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public boolean isGroupExchange() {
        return false;
    }

    /** @param none this key exchange has no parameters */
    @Override
    public AbstractDH create(Object... none) throws Exception {
        return new X25519AndMlKem(new ServerOnly(provider));
    }

    /** The X25519 half, which leads the library to the other. */
    private static final class X25519AndMlKem extends XDH {
        private final KeyEncapsulationMethod encapsulation;

        X25519AndMlKem(KeyEncapsulationMethod encapsulation) throws Exception {
            super(MontgomeryCurve.x25519, true);
            this.encapsulation = encapsulation;
        }

        @Override
        public KeyEncapsulationMethod getKeyEncapsulation() {
            return encapsulation;
        }

        @Override
        public Digest getHash() {
            return BuiltinDigests.sha256.create();
        }
    }

    /** The agent is called by managers and calls none. */
    private record ServerOnly(String provider) implements KeyEncapsulationMethod {
        @Override
        public Client getClient() {
            throw new UnsupportedOperationException("the agent is no SSH client");
        }

        @Override
        public Server getServer() {
            return new MlKemServer(provider);
        }
    }
}
