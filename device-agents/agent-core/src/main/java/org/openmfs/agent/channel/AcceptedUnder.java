package org.openmfs.agent.channel;

import org.openmfs.agent.association.AssociationContext;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyStage;
import org.openmfs.agent.protocol.ReasonCode;
import org.openmfs.agent.registry.KeyRecord;

/**
 * Sees that frames are accepted under the keys that the peer sends under, or will. Others can switch that off, which is put
 * right, or take it away for good, and leave what this end sends under.
 */
final class AcceptedUnder {
    private final Line line;
    private final AssociationContext context;
    private final End end;
    private boolean mending;

    AcceptedUnder(Line line, End end) {
        this.line = line;
        this.context = line.context();
        this.end = end;
    }

    void observed(Observation seen) {
        if (!mending && !end.working()) {
            context.keys().where(key -> key.stage() == KeyStage.RECEIVING || key.stage() == KeyStage.SENDING).stream()
                    .filter(key -> isRefused(key, seen))
                    .findFirst()
                    .ifPresent(this::mend);
        }
    }

    private static boolean isRefused(KeyRecord key, Observation seen) {
        return Recovery.isInstalled(key, seen)
                && !seen.find(key.id()).map(InstalledKey::accepting).orElse(false);
    }

    private void mend(KeyRecord key) {
        mending = true;
        line.prepareReceive(key, outcome -> {
            mending = false;
            outcome.ifPresent(failure -> refused(key));
        });
    }

    private void refused(KeyRecord key) {
        String why = "frames are not accepted under the key in use any more, by nobody's order here";
        context.health().raise(ReasonCode.ENC_DEC_FAILED, why);
        end.silenced(key);
    }
}
