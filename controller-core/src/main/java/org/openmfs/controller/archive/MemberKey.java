package org.openmfs.controller.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmfs.controller.archive.ArchiveFailure.Why;

/** The key by which a member signs its chain: a PEM file of its own, private (PKCS #8) and public key, for its owner alone. */
final class MemberKey {
    private static final int LARGEST = 64 * 1024;
    private static final String PRIVATE = "PRIVATE";
    private static final String PUBLIC = "PUBLIC";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----\\s([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----");

    private final PrivateKey own;
    private final VerificationKey verification;

    private MemberKey(PrivateKey own, VerificationKey verification) {
        this.own = own;
        this.verification = verification;
    }

    /**
     * Makes a key and puts it on disk.
     *
     * @param algorithm {@code Ed25519}, or {@code ML-DSA-65} from Java 24 on
     */
    static MemberKey make(Path file, String algorithm) throws ArchiveFailure {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            String text = block(PRIVATE, pair.getPrivate().getEncoded())
                    + block(PUBLIC, pair.getPublic().getEncoded());
            PrivateFile.writeNew(file, text.getBytes(StandardCharsets.US_ASCII));
            return read(file);
        } catch (GeneralSecurityException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, "this Java makes no key of " + algorithm, e);
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, PrivateFile.fault(file, e), e);
        }
    }

    /** Reads a key that was made before. */
    static MemberKey read(Path file) throws ArchiveFailure {
        try {
            PrivateFile.requireOwnerOnly(file);
            if (Files.size(file) > LARGEST) {
                throw unreadable(file);
            }
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            String publicKey = Base64.getEncoder().encodeToString(content(file, text, PUBLIC));
            VerificationKey verification = VerificationKey.ALGORITHMS.stream()
                    .map(algorithm -> new VerificationKey(algorithm, publicKey))
                    .filter(VerificationKey::isUsable)
                    .findFirst()
                    .orElseThrow(() -> unreadable(file));
            PrivateKey own = KeyFactory.getInstance(verification.algorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(content(file, text, PRIVATE)));
            return new MemberKey(own, verification).fitting(file);
        } catch (IOException e) {
            throw new ArchiveFailure(Why.UNREADABLE, PrivateFile.fault(file, e), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable(file);
        }
    }

    VerificationKey verification() {
        return verification;
    }

    /** The signature in base64. */
    String sign(byte[] octets) throws ArchiveFailure {
        try {
            Signature signature = Signature.getInstance(verification.algorithm());
            signature.initSign(own);
            signature.update(octets);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ArchiveFailure(Why.UNWRITABLE, "the member's key doesn't sign: " + e.getMessage(), e);
        }
    }

    private MemberKey fitting(Path file) throws ArchiveFailure {
        byte[] probe = new byte[1];
        if (!verification.verifies(probe, sign(probe))) {
            throw new ArchiveFailure(Why.UNREADABLE, file + ": its private and its public key are not of one pair");
        }
        return this;
    }

    private static byte[] content(Path file, String text, String which) throws ArchiveFailure {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).equals(which)) {
                return Base64.getMimeDecoder().decode(blocks.group(2));
            }
        }
        throw unreadable(file);
    }

    private static String block(String which, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + which + " KEY-----\n" + lines + "\n-----END " + which + " KEY-----\n";
    }

    private static ArchiveFailure unreadable(Path file) {
        return new ArchiveFailure(
                Why.UNREADABLE,
                file + " holds no key of " + String.join(" or ", VerificationKey.ALGORITHMS) + " in PEM");
    }
}
