package org.openmfs.agent.combine;

import com.google.errorprone.annotations.MustBeClosed;
import org.openmfs.agent.key.KeyMaterial;

/** A key that this side derived and the peer has yet to prove to hold; closing it wipes it. */
public interface CombinedKey extends AutoCloseable {
    /** The proof of the side in this role, 16 to 64 octets. */
    byte[] tag(Role role);

    /** From which the keys of both directions come; the caller's own copy. */
    @MustBeClosed
    KeyMaterial trafficSecret();

    @Override
    void close();
}
