package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.Arrays;
import org.openmfs.agent.key.KeyMaterial;

/** What {@link HmacSha384Extract} makes: {@code tag = HMAC-SHA-384(k_conf, LV(role) || SHA-384(context))}. */
final class Sha384Key implements CombinedKey {
    private final KeyMaterial confirmationKey;
    private final KeyMaterial trafficSecret;
    private final byte[] contextHash;

    Sha384Key(KeyMaterial confirmationKey, KeyMaterial trafficSecret, byte[] contextHash) {
        this.confirmationKey = confirmationKey;
        this.trafficSecret = trafficSecret;
        this.contextHash = contextHash.clone();
    }

    @Override
    public byte[] tag(Role role) {
        byte[] prefix = new LengthPrefixed().add(role.tag()).octets();
        byte[] value = Arrays.copyOf(prefix, prefix.length + contextHash.length);
        System.arraycopy(contextHash, 0, value, prefix.length, contextHash.length);
        return Primitives.hmac(confirmationKey, value);
    }

    @Override
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
