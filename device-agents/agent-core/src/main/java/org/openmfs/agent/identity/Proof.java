package org.openmfs.agent.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Shows that a private key belongs to a public one: what the one signs the other verifies. */
record Proof(Signing signing) {
    /** Makes signatures of an algorithm. */
    @FunctionalInterface
    interface Signing {
        Signature of(String algorithm) throws NoSuchAlgorithmException;
    }

    boolean holds(PublicKey certified, PrivateKey key) {
        byte[] probe = "does this key belong to this certificate?".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature made = signing.of(algorithm(key));
            made.initSign(key);
            made.update(probe);
            byte[] proof = made.sign();
            Signature checked = signing.of(algorithm(key));
            checked.initVerify(certified);
            checked.update(probe);
            return checked.verify(proof);
        } catch (GeneralSecurityException otherKind) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "EC", "ECDSA" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }
}
