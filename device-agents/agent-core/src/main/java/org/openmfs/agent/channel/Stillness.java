package org.openmfs.agent.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.openmfs.agent.encdec.InstalledKey;
import org.openmfs.agent.encdec.Observation;
import org.openmfs.agent.key.KeyId;

/** How long no frame has come under each key of the Enc/Dec: what the peer still sends under is not taken from it. */
final class Stillness {
    private record Heard(long frames, Instant last) {}

    private final Map<KeyId, Heard> heard = new HashMap<>();

    void observed(Observation seen, Instant now) {
        heard.keySet().removeIf(key -> seen.find(key).isEmpty());
        for (InstalledKey key : seen.keys()) {
            heard.merge(
                    key.id(),
                    new Heard(key.framesReceived(), now),
                    (before, after) -> before.frames() == after.frames() ? before : after);
        }
    }

    /** Whether none came for so long; what is not in the Enc/Dec is still. */
    boolean lasts(KeyId key, Duration wait, Instant now) {
        Heard last = heard.get(key);
        return last == null || !now.isBefore(last.last().plus(wait));
    }
}
