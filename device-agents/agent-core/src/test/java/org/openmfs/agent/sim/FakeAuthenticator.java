package org.openmfs.agent.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.protocol.Authenticator;
import org.openmfs.agent.protocol.Octets;
import org.openmfs.agent.protocol.Signature;

/** Signs by a name that everybody could write: enough where nobody forges, and a forged one is seen all the same. */
final class FakeAuthenticator implements Authenticator {
    private final CfId self;
    private int generation;
    private boolean unmet;

    FakeAuthenticator(CfId self) {
        this.self = self;
    }

    /** Has another certificate from now on. */
    void renew() {
        generation++;
    }

    /** Whether no stream to the peer ever came up. */
    void unmet(boolean never) {
        unmet = never;
    }

    @Override
    public Optional<Certificates> towards(CfId peer) {
        return Optional.of(new Certificates(certificate(self), certificate(peer)))
                .filter(met -> !unmet);
    }

    @Override
    public boolean know(CfId peer, Certificates both) {
        return towards(peer).filter(both::equals).isPresent();
    }

    @Override
    public Optional<Signature> sign(Octets own, byte[] text) {
        return Optional.of(own).filter(certificate(self)::equals).map(certificate -> signature(certificate, text));
    }

    @Override
    public boolean verifies(CfId peer, Octets certificate, byte[] text, Signature signature) {
        return certificate.equals(certificate(peer))
                && signature(certificate, text).equals(signature);
    }

    private Octets certificate(CfId of) {
        int renewed = of.equals(self) ? generation : 0;
        return new Octets(digest((of + "/" + renewed).getBytes(StandardCharsets.US_ASCII)));
    }

    private static Signature signature(Octets certificate, byte[] text) {
        MessageDigest digest = sha384();
        digest.update(certificate.value());
        return new Signature(digest.digest(text));
    }

    private static byte[] digest(byte[] of) {
        return sha384().digest(of);
    }

    private static MessageDigest sha384() {
        try {
            return MessageDigest.getInstance("SHA-384");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
