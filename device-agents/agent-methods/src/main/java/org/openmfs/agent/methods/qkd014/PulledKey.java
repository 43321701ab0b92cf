package org.openmfs.agent.methods.qkd014;

import com.google.errorprone.annotations.MustBeClosed;
import java.util.List;
import org.openmfs.agent.key.KeyMaterial;
import org.openmfs.agent.method.InitiatorExchange;
import org.openmfs.agent.method.MethodFailure;
import org.openmfs.agent.method.MethodMessage;
import org.openmfs.agent.method.Origin;

/** The initiator's half of a QKD exchange: a key pulled by enc_keys, whose key_ID is the offer. */
final class PulledKey implements InitiatorExchange {
    private final Origin origin;
    private final KeyContainer.DeliveredKey delivered;

    @MustBeClosed
    PulledKey(Origin origin, KeyContainer.DeliveredKey delivered) {
        this.origin = origin;
        this.delivered = delivered;
    }

    @Override
    public List<Origin> origins() {
        return List.of(origin);
    }

    @Override
    public MethodMessage offer() {
        return new MethodMessage(delivered.id().ascii());
    }

    @Override
    @MustBeClosed
    public KeyMaterial complete(MethodMessage answer) throws MethodFailure {
        if (!answer.equals(MethodMessage.EMPTY)) {
            throw new MethodFailure(MethodFailure.Reason.PEER_MESSAGE, "a QKD answer is empty");
        }
        return delivered.key().copy();
    }

    @Override
    public void close() {
        delivered.close();
    }
}
