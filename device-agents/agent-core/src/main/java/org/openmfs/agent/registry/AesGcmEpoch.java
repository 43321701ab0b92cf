package org.openmfs.agent.registry;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.LentKey;
import org.openmfs.agent.key.ReadsSecret;

/** Seals with AES-256-GCM under a random 96-bit nonce, which stands before the ciphertext (NIST SP 800-38D, 8.2.2). */
final class AesGcmEpoch implements KeySealing.Epoch {
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private final KeyMaterial key;
    private final String source;
    private final SecureRandom random;

    /**
     * Takes over the key.
     *
     * @param source where the key comes from, for people
     */
    AesGcmEpoch(KeyMaterial key, String source, SecureRandom random) {
        this.key = key;
        this.source = source;
        this.random = random;
    }

    @Override
    @ReadsSecret("encrypts the secret of a journal row")
    public byte[] seal(KeyMaterial secret, byte[] context) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        byte[] ciphertext = secret.lend(plain -> run(Cipher.ENCRYPT_MODE, nonce, context, plain));
        byte[] sealed = Arrays.copyOf(nonce, nonce.length + ciphertext.length);
        System.arraycopy(ciphertext, 0, sealed, nonce.length, ciphertext.length);
        return sealed;
    }

    @Override
    @MustBeClosed
    public KeyMaterial open(byte[] sealed, byte[] context) {
        if (sealed.length <= NONCE_OCTETS) {
            throw new RegistryFailure("a sealed secret is too short");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_OCTETS);
        byte[] ciphertext = Arrays.copyOfRange(sealed, NONCE_OCTETS, sealed.length);
        return KeyMaterial.taking(run(Cipher.DECRYPT_MODE, nonce, context, ciphertext));
    }

    @ReadsSecret("keys AES-GCM with the key-encryption key")
    private byte[] run(int mode, byte[] nonce, byte[] context, byte[] input) {
        return key.lend(bytes -> {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                cipher.init(mode, new LentKey("AES", bytes), new GCMParameterSpec(TAG_BITS, nonce));
                cipher.updateAAD(context);
                return cipher.doFinal(input);
            } catch (GeneralSecurityException e) {
                throw new RegistryFailure(
                        "a seal does not fit: it was not made with " + source + ", or the journal was changed", e);
            }
        });
    }

    @Override
    public void close() {
        key.close();
    }
}
