package org.openmfs.agent.methods.library;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The generator of NIST's known answers: CTR_DRBG with AES-256, no derivation function, one seed (SP 800-90A, 10.2.1). */
final class NistDrbg extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private static final int BLOCK = 16;
    private static final int KEY = 32;

    /** Longer requests than this are those for a number per coefficient. */
    private static final int LONG_REQUEST = 1024;

    private final int most;
    private byte[] key = new byte[KEY];
    private byte[] counter = new byte[BLOCK];

    /** @param most octets of a long request that the reference implementation asked for in one call */
    NistDrbg(byte[] seed, int most) {
        this.most = most;
        update(seed);
    }

    @Override
    public void nextBytes(byte[] octets) {
        int step = octets.length > LONG_REQUEST ? most : octets.length;
        for (int done = 0; done < octets.length; done += step) {
            int length = Math.min(step, octets.length - done);
            System.arraycopy(blocks(length), 0, octets, done, length);
            update(new byte[KEY + BLOCK]);
        }
    }

    private void update(byte[] input) {
        byte[] next = blocks(KEY + BLOCK);
        for (int i = 0; i < next.length; i++) {
            next[i] ^= input[i];
        }
        key = Arrays.copyOf(next, KEY);
        counter = Arrays.copyOfRange(next, KEY, KEY + BLOCK);
    }

    private byte[] blocks(int length) {
        byte[] out = new byte[(length + BLOCK - 1) / BLOCK * BLOCK];
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            for (int at = 0; at < out.length; at += BLOCK) {
                increment();
                cipher.doFinal(counter, 0, BLOCK, out, at);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return out;
    }

    private void increment() {
        for (int i = BLOCK - 1; i >= 0 && ++counter[i] == 0; i--) {}
    }
}
