package org.openmfs.agent.methods.psk;

import java.util.Optional;
import org.openmfs.agent.key.CfId;
import org.openmfs.agent.method.MethodFailure;

/**
 * Where the pre-shared keys of this CF lie. Asked on every use, so that a key taken out of it is out of use at once; by
 * several threads at a time.
 */
public interface SharedKeyStore extends AutoCloseable {
    /**
     * The first key, in the store's own order, that is shared with the peer; the caller closes it.
     *
     * @throws MethodFailure if the store cannot be used; one line that says why and quotes no secret
     */
    Optional<SharedKey> firstFor(CfId peer) throws MethodFailure;

    /** The key of this id if it is shared with the peer; the caller closes it. */
    Optional<SharedKey> named(PskId id, CfId peer) throws MethodFailure;

    /** Looks whether the store changed, and whether it can be used now. To be called every few seconds. */
    PskLook look();

    @Override
    void close();
}
