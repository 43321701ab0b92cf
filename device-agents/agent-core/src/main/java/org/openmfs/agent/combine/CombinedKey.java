package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import java.security.MessageDigest;
import java.util.Arrays;
import org.openmfs.agent.key.KeyMaterial;

/** A key that this side derived and the peer has yet to prove to hold; closing it wipes it. */
public final class CombinedKey implements AutoCloseable {
    private final KeyMaterial confirmationKey;
    private final KeyMaterial trafficSecret;
    private final byte[] contextHash;

    CombinedKey(KeyMaterial confirmationKey, KeyMaterial trafficSecret, byte[] contextHash) {
        this.confirmationKey = confirmationKey;
        this.trafficSecret = trafficSecret;
        this.contextHash = contextHash.clone();
    }

    /** The proof of the side in this role: {@code HMAC-SHA-384(k_conf, LV(role) || SHA-384(context))}. */
    public byte[] tag(Role role) {
        byte[] prefix = new LengthPrefixed().add(role.tag()).octets();
        byte[] value = Arrays.copyOf(prefix, prefix.length + contextHash.length);
        System.arraycopy(contextHash, 0, value, prefix.length, contextHash.length);
        return Primitives.hmac(confirmationKey, value);
    }

    /** Whether the tag proves that the side in this role holds this key; in time that does not depend on the tag. */
    public boolean proves(Role role, byte[] tag) {
        return MessageDigest.isEqual(tag(role), tag);
    }

    /** From which the keys of both directions come; the caller's own copy. */
    @MustBeClosed
    public KeyMaterial trafficSecret() {
        return trafficSecret.copy();
    }

    @Override
    public void close() {
        confirmationKey.close();
        trafficSecret.close();
    }

    @Override
    public String toString() {
        return "CombinedKey";
    }
}
