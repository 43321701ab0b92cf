package org.openmfs.agent.encdecs.macsec;

import java.util.Arrays;
import javax.crypto.SecretKey;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.key.ReadsSecret;

/** A secure association key (SAK) in the form that the JDK's AES takes, and that can be wiped. */
final class AssociationKey implements SecretKey {
    private static final long serialVersionUID = 1L;

    private final transient byte[] bytes;
    private transient boolean destroyed;

    private AssociationKey(byte[] bytes) {
        this.bytes = bytes;
    }

    @ReadsSecret("frames are encrypted under it in software")
    static AssociationKey copyOf(KeyMaterial material) {
        return new AssociationKey(material.lend(byte[]::clone));
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("the key was already wiped");
        }
        return bytes.clone();
    }

    @Override
    public void destroy() {
        Arrays.fill(bytes, (byte) 0);
        destroyed = true;
    }

    @Override
    public boolean isDestroyed() {
        return destroyed;
    }

    private void writeObject(java.io.ObjectOutputStream stream) throws java.io.IOException {
        throw new java.io.NotSerializableException("a key leaves the process only as frames");
    }
}
