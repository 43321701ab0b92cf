package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.encdec.Traits;
import org.openmfs.agent.key.KeyId;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * Whether frames of the peer come under the key that this side sends under. Where frames are sent and none come, nothing
 * shows that the peer's Enc/Dec can read them: it may not, or has nothing to say.
 */
final class Evidence {
    private static final long SOME_FRAMES = 8;
    private final Line line;
    private final AssociationContext context;
    private Optional<KeyId> sentUnder = Optional.empty();
    private Instant since = Instant.MAX;

    Evidence(Line line) {
        this.line = line;
        this.context = line.context();
    }

    void observed(Observation seen) {
        if (line.traits().proof() != Traits.Proof.FRAMES) {
            return;
        }
        Optional<InstalledKey> used = context.keys()
                .inUse()
                .map(KeyRecord::id)
                .flatMap(seen::find)
                .filter(key -> key.framesSent() > 0 && key.framesReceived() == 0);
        Optional<KeyId> unproved = used.map(InstalledKey::id);
        if (unproved.isEmpty()) {
            context.health().clear(ReasonCode.NOT_PROVED);
        } else if (!unproved.equals(sentUnder)) {
            since = context.now();
        } else if (used.get().framesSent() >= SOME_FRAMES && !context.now().isBefore(since.plus(patience()))) {
            context.health()
                    .raise(
                            ReasonCode.NOT_PROVED,
                            used.get().framesSent() + " frames were sent under the key in use, and none came");
        }
        sentUnder = unproved;
    }

    private Duration patience() {
        return context.pace().silence().plus(context.pace().observe());
    }
}
