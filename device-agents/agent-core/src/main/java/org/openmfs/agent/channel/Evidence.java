package org.openmfs.agent.channel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
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
    private final BiConsumer<KeyId, String> unproved;
    private Optional<KeyId> goneBackTo = Optional.empty();
    private Optional<KeyId> sentUnder = Optional.empty();
    private Instant since = Instant.MAX;
    private Optional<KeyId> watched = Optional.empty();
    private long received;
    private Instant came = Instant.MIN;
    /** Whether frames came until the key in use was begun with: that none come now is its fault, and not for want of any. */
    private boolean cameBefore;

    /** @param unproved told of the key in use, again and again, that nothing comes under it, where frames came before */
    Evidence(Line line, BiConsumer<KeyId, String> unproved) {
        this.line = line;
        this.context = line.context();
        this.unproved = unproved;
    }

    /** Frames are sent under this key of before again, which is told as long as it lasts. */
    void goneBack(KeyId to, String why) {
        goneBackTo = Optional.of(to);
        context.health().raise(ReasonCode.NOT_PROVED, why);
    }

    void observed(Observation seen) {
        if (line.traits().proof() != Traits.Proof.FRAMES) {
            return;
        }
        watch(seen);
        Optional<InstalledKey> used = context.keys()
                .inUse()
                .map(KeyRecord::id)
                .flatMap(seen::find)
                .filter(key -> key.framesSent() > 0 && key.framesReceived() == 0);
        Optional<KeyId> silent = used.map(InstalledKey::id);
        if (silent.isEmpty()) {
            clear(seen);
        } else if (!silent.equals(sentUnder)) {
            since = context.now();
        } else if (used.get().framesSent() >= SOME_FRAMES
                && !context.now().isBefore(since.plus(context.pace().toNoticeSilence()))) {
            String why = used.get().framesSent() + " frames were sent under the key in use, and none came";
            context.health().raise(ReasonCode.NOT_PROVED, why);
            if (cameBefore) {
                unproved.accept(silent.get(), why);
            }
        }
        sentUnder = silent;
    }

    private void watch(Observation seen) {
        lookForMore(seen);
        Optional<KeyId> inUse = context.keys().inUse().map(KeyRecord::id);
        if (!inUse.equals(watched)) {
            cameBefore = watched.isEmpty()
                    ? cameUnderTheOneBefore(seen)
                    : context.now().isBefore(came.plus(context.pace().toNoticeSilence()));
            watched = inUse;
            received = inUse.filter(context.keys()::isGoneBackTo)
                    .flatMap(seen::find)
                    .map(InstalledKey::framesReceived)
                    .orElse(0L);
            lookForMore(seen);
        }
    }

    /** This end was started while a key is tried: what it saw before it has forgotten, but the Enc/Dec has not. */
    private boolean cameUnderTheOneBefore(Observation seen) {
        return context.keys()
                .suspended()
                .flatMap(key -> seen.find(key.id()))
                .filter(key -> key.framesReceived() > 0)
                .isPresent();
    }

    private void lookForMore(Observation seen) {
        long now = watched.flatMap(seen::find).map(InstalledKey::framesReceived).orElse(0L);
        if (now > received) {
            came = context.now();
        }
        received = now;
    }

    /** What is told of a way back stands until frames come under another key. */
    private void clear(Observation seen) {
        boolean proved = context.keys()
                .inUse()
                .map(KeyRecord::id)
                .filter(key -> !goneBackTo.equals(Optional.of(key)))
                .flatMap(seen::find)
                .filter(key -> key.framesReceived() > 0)
                .isPresent();
        if (goneBackTo.isEmpty() || proved) {
            goneBackTo = Optional.empty();
            context.health().clear(ReasonCode.NOT_PROVED);
        }
    }
}
