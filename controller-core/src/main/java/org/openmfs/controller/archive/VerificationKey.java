package org.openmfs.controller.archive;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The public key of a member.
 *
 * @param algorithm {@code Ed25519} or {@code ML-DSA-65}
 * @param publicKey X.509 SubjectPublicKeyInfo in base64
 */
public record VerificationKey(String algorithm, String publicKey) {
    static final String ED25519 = "Ed25519";
    static final String ML_DSA_65 = "ML-DSA-65";
    static final List<String> ALGORITHMS = List.of(ED25519, ML_DSA_65);

    /** SHA-384 of the public key, the first 128 bits of it in hexadecimal: what people compare. */
    public String fingerprint() {
        byte[] hash = CanonicalForm.sha384(Base64.getDecoder().decode(publicKey));
        return HexFormat.of().formatHex(hash, 0, 16);
    }

    /** Whether there is such a key. */
    boolean isUsable() {
        try {
            key();
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }

    /** Whether this key signed it; anything that is no signature is not one. */
    boolean verifies(byte[] octets, String signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            check.initVerify(key());
            check.update(octets);
            byte[] given = Base64.getDecoder().decode(signature);
            return Base64.getEncoder().encodeToString(given).equals(signature) && check.verify(given);
        } catch (GeneralSecurityException | IllegalArgumentException none) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        if (!ALGORITHMS.contains(algorithm)) {
            throw new GeneralSecurityException("unknown algorithm");
        }
        return KeyFactory.getInstance(algorithm)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
    }
}
