package org.openmfs.agent.key;

import javax.crypto.SecretKey;

/**
 * Key bytes for the time of one computation, as the JDK's providers want them: each asks for a copy and wipes it, so that
 * nothing of the key stays but its owner's {@link KeyMaterial}.
 *
 * @param bytes as {@link KeyMaterial} lends them
 */
public record LentKey(String algorithm, byte[] bytes) implements SecretKey {
    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "LentKey";
    }
}
