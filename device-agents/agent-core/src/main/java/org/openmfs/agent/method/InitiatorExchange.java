package org.openmfs.agent.method;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.List;
import org.openmfs.agent.key.KeyMaterial;

/** The initiator's half of an exchange under way; closing it wipes what it holds. */
public interface InitiatorExchange extends AutoCloseable {
    /** Where its secret comes from: one a part of the method, in the same order at both ends. */
    List<Origin> origins();

    /** What to send to the responder's module. */
    MethodMessage offer();

    /**
     * Finishes with the responder's answer. A KEM rejects implicitly: a forged answer yields another secret, not an
     * exception, so the caller confirms the combined key before use.
     *
     * @throws MethodFailure if the answer is malformed
     */
    @MustBeClosed
    KeyMaterial complete(MethodMessage answer) throws MethodFailure;

    @Override
    void close();
}
