package org.openmfs.agent.channel;

import java.util.Optional;
import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * Sees that frames are sent under the key in use. Others can take away what frames are sent under, and leave the rest; a
 * command that outlived the agent that gave it can put an earlier key back.
 */
final class SentUnder {
    private final Line line;
    private final AssociationContext context;
    private final End end;
    private boolean selecting;

    SentUnder(Line line, End end) {
        this.line = line;
        this.context = line.context();
        this.end = end;
    }

    void observed(Observation seen) {
        Optional<KeyRecord> used =
                context.keys().inUse().filter(key -> seen.find(key.id()).isPresent());
        boolean sends = used.map(KeyRecord::id)
                .equals(used.flatMap(key -> seen.sending()).map(InstalledKey::id));
        if (sends || end.switching() || selecting) {
            return;
        }
        KeyRecord key = used.orElseThrow();
        if (isBefore(key, seen) && context.mayBeUsed(key)) {
            selecting = true;
            line.switchTransmit(key, outcome -> {
                selecting = false;
                outcome.ifPresent(failure -> silenced(key));
            });
        } else if (!end.working() && !end.settling()) {
            silenced(key);
        }
    }

    /** Whether frames are sent under a key from before; under a later one, an order was carried out that seemed to fail. */
    private boolean isBefore(KeyRecord key, Observation seen) {
        return seen.sending()
                .flatMap(sending -> context.keys().find(sending.id()))
                .filter(sending -> sending.number() < key.number())
                .isPresent();
    }

    private void silenced(KeyRecord key) {
        String why = "frames are not sent under the key in use any more, by nobody's order here";
        context.health().raise(ReasonCode.ENC_DEC_FAILED, why);
        end.silenced(key);
    }
}
