package org.openmfs.agent.channel;

import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.association.AssociationEvent;
import org.openmfs.agent.encdec.EncDec;
import org.openmfs.agent.encdec.EncDecFailure;
import org.openmfs.agent.protocol.ReasonCode;

/**
 * Stops traffic: the Enc/Dec is cleared, and no frame passes until a key is installed again. The journal is written
 * afterwards, so that one that cannot be written keeps no key in use.
 */
final class Stoppage {
    private final Line line;
    private final AssociationContext context;
    private final Runnable cleared;
    private String why = "";
    private boolean underWay;
    private boolean failed;
    private boolean stopped;

    /** @param cleared told when the Enc/Dec holds no key any more */
    Stoppage(Line line, Runnable cleared) {
        this.line = line;
        this.context = line.context();
        this.cleared = cleared;
    }

    boolean underWay() {
        return underWay;
    }

    /** Whether traffic was stopped and no key was installed since. */
    boolean stopped() {
        stopped &= underWay || context.keys().inUse().isEmpty();
        return stopped;
    }

    /** Only where none is under way. */
    void stop(ReasonCode code, String why) {
        underWay = true;
        stopped = true;
        context.health().raise(code, why);
        this.why = why;
        context.health().tell(new AssociationEvent.TrafficStopped(context.id(), code, why));
        clear();
    }

    void tick() {
        if (underWay && failed) {
            clear();
        }
    }

    private void clear() {
        failed = false;
        line.device().change(EncDec::clear, this::ended);
    }

    private void ended(Optional<EncDecFailure> outcome) {
        if (outcome.isPresent()) {
            failed = true;
            context.health().raise(ReasonCode.ENC_DEC_FAILED, outcome.get().getMessage());
        } else {
            underWay = false;
            context.keys().replaceAll(key -> key.slot().isPresent(), why);
            context.health().clear(ReasonCode.ENC_DEC_FAILED);
            cleared.run();
        }
    }
}
