package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.openmfs.agent.combine.Label;
import org.openmfs.agent.combine.LengthPrefixed;
import org.openmfs.agent.file.FirstLine;
import org.openmfs.agent.file.OwnerOnlyFile;
import org.openmfs.agent.file.Wiped;
import org.openmfs.agent.key.KeyMaterial;

/**
 * Key-encryption keys from a passphrase in a file that only its owner can read: {@code PBKDF2-HMAC-SHA-512(passphrase,
 * LV(label) || LV(seed), iterations, 256 bits)} (NIST SP 800-132), then AES-256-GCM.
 */
public final class PassphraseSealing implements KeySealing {
    /** What OWASP asked for in 2025 with SHA-512. */
    public static final int ITERATIONS = 210_000;

    private static final int KEY_BITS = 256;
    private static final int SHORTEST = 16;
    private static final int LONGEST = 4096;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);
    private final Path file;
    private final int iterations;
    private final SecureRandom random;

    /** @param file its first line is the passphrase, at least 16 characters long */
    public PassphraseSealing(Path file, int iterations, SecureRandom random) {
        this.file = file;
        this.iterations = iterations;
        this.random = random;
    }

    /** The epoch becomes the owner of its key. */
    @Override
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker")
    public Epoch epoch(byte[] seed) {
        return Wiped.after(passphrase(file), passphrase -> epoch(seed, passphrase));
    }

    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker")
    private Epoch epoch(byte[] seed, char[] passphrase) {
        byte[] salt =
                new LengthPrefixed().add(Label.REGISTRY_PASSPHRASE).add(seed).octets();
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
            return new AesGcmEpoch(KeyMaterial.taking(key), "the passphrase in " + file, random);
        } catch (GeneralSecurityException e) {
            throw new RegistryFailure("this Java runtime lacks PBKDF2 with HMAC-SHA-512", e);
        } finally {
            spec.clearPassword();
        }
    }

    /** What is wrong with a file as the place of a passphrase, for an operator; nothing where it could be used. */
    public static List<String> faults(Path file) {
        try {
            return Wiped.after(passphrase(file), passphrase -> List.of());
        } catch (RegistryFailure unusable) {
            return List.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static char[] passphrase(Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new RegistryFailure("passphrase file " + file + " must be readable by its owner alone");
            }
            char[] first = FirstLine.taking(OwnerOnlyFile.readOpen(file, LONGEST));
            if (first.length < SHORTEST) {
                Arrays.fill(first, '\0');
                throw new RegistryFailure("passphrase in " + file + " must have at least 16 characters");
            }
            return first;
        } catch (IOException e) {
            throw RegistryFailure.of("passphrase file " + file + " cannot be read", e);
        }
    }
}
