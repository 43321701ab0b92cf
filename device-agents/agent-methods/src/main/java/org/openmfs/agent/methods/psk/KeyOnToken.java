package org.openmfs.agent.methods.psk;

import com.google.errorprone.annotations.MustBeClosed;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.MethodFailure;

/** A pre-shared key that stays on a token: this knows its label, and the token computes. */
final class KeyOnToken implements SharedKey {
    private final PskToken token;
    private final KeyLabel label;
    private volatile boolean closed;

    KeyOnToken(PskToken token, KeyLabel label) {
        this.token = token;
        this.label = label;
    }

    @Override
    public PskId id() {
        return label.id();
    }

    @Override
    @MustBeClosed
    public KeyMaterial hmacSha256(byte[] text) throws MethodFailure {
        if (closed) {
            throw new IllegalStateException("PSK " + id() + " was already given back");
        }
        return token.hmacSha256(label, text);
    }

    @Override
    public void close() {
        closed = true;
    }
}
